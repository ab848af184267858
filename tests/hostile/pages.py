"""Pages the hostile web serves: articles, and the notices that stand in for them."""

ARTICLE = (
    "The harbour board met on the second evening of the month and heard the surveyor at length. "
    "He said that the northern mole had settled by four inches since the spring tides, and that no "
    "crane heavier than nine tons ought to stand on it before the footing was grouted. "
    "The chairman asked whether the coal berth could be used meanwhile; the surveyor replied that it could, "
    "provided the dredger kept the channel open to sixteen feet. A member from the fishing quarter "
    "reminded the board that the ice house had been promised a new roof two winters ago. "
)
QUOTE = "the northern mole had settled by four inches since the spring tides"


def html(body: str, title: str = "Minutes of the harbour board", head: str = "") -> str:
    """Return an HTML page."""
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def article(title: str = "Minutes of the harbour board", extra: str = "", head: str = "", times: int = 4) -> str:
    """Return an article of some length."""
    paragraphs = "".join(f"<p>{ARTICLE}</p>" for _ in range(times))
    return html(
        f"<nav>Home Reports Tides About</nav><h1>{title}</h1>{paragraphs}{extra}<footer>Harbour</footer>", title, head
    )


def notice(title: str, text: str, extra: str = "", head: str = "") -> str:
    """Return a page that says one thing, in the frame of a site."""
    frame = "<nav>Home Reports Tides Gazette Library About Contact</nav>"
    return html(
        f"{frame}<h1>{title}</h1><p>{text}</p>{extra}<footer>Harbour Gazette</footer>", f"{title} - Gazette", head
    )


NOT_FOUND = {
    "en": ("Page not found", "The page you were looking for could not be found. It may have been moved or deleted."),
    "de": ("Seite nicht gefunden", "Die von Ihnen aufgerufene Seite existiert nicht oder wurde verschoben."),
    "fr": ("Page introuvable", "Désolé, la page que vous recherchez n'existe plus."),
    "es": ("Página no encontrada", "Lo sentimos, la página que buscas no existe."),
    "it": ("Pagina non trovata", "La pagina che stai cercando non esiste o è stata spostata."),
    "pt": ("Página não encontrada", "A página que você procura não existe."),
    "nl": ("Pagina niet gevonden", "De pagina die u zoekt bestaat niet meer."),
    "ru": ("Страница не найдена", "Запрашиваемая страница не существует или была удалена."),
    "pl": ("Nie znaleziono strony", "Przepraszamy, strona nie istnieje."),
    "sv": ("Sidan hittades inte", "Sidan du söker finns inte längre."),
    "ja": ("ページが見つかりません", "お探しのページは移動または削除された可能性があります。"),
    "zh": ("页面不存在", "您访问的页面不存在或已被删除。"),
    "tr": ("Sayfa bulunamadı", "Aradığınız sayfa kaldırılmış olabilir."),
    "ar": ("الصفحة غير موجودة", "عذرا، لم يتم العثور على الصفحة المطلوبة."),
}
