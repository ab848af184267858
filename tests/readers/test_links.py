"""Links by the grammar of each format: destinations and bare addresses, and nothing that is only shown."""

import pytest

from quotecheck.readers import read_bytes
from quotecheck.readers.links import Resource, find_links

A, B = "http://a.example/x", "http://b.example/y"
FOUND = [
    ("a.md", rf"[t]({A}\(1\))", [f"{A}(1)"]),
    ("a.md", f"[t]({A}?a=1&amp;b=2 'title')", [f"{A}?a=1&b=2"]),
    ("a.md", f"`{A}` and ``{A}`` and\n\n```\n{A}\n```\n\n    {A}\n", []),
    ("a.md", f"<!-- {A} --> {B}", [B]),
    ("a.md", f"|a|b|\n|---|---|\n|{A}|{B}|\n", [A, B]),
    ("a.md", f"[t][one] and [two].\n\n[one]: {A}\n[two]: <{B}> 'x'\n", [A, B]),
    ("a.md", f"<{A}.>", [f"{A}."]),
    ("a.md", f'<a href="{A}">see {B}</a>', [A]),
    ("a.md", f"[see {B}]({A})", [A]),
    ("a.md", f"[![shield]({B})]({A})", [A]),
    ("a.md", "[t](./other.md) [u](#here) [v](mailto:a@b.example)", ["./other.md"]),
    ("a.md", "http://a.example/{id} and [t](http://a.example/{{ x }})", []),
    ("a.md", rf"{A}\_z.", [f"{A}_z"]),
    ("a.txt", f"{A}… and {B}。", [A, B]),
    ("a.txt", f"请见{A}。然后", [A]),
    ("a.txt", f"{A}\u200b {B}\ufeff", [A, B]),
    ("a.txt", f"({A}_(z)), “{B}”", [f"{A}_(z)", B]),
    ("a.txt", f"<{A}/\n   z> end", [f"{A}/z"]),
    ("a.txt", "doi:10.1000/xyz123. PMID: 12345678, PMCID: PMC7610519; hdl:2027/mdp.39015.", [
        "https://doi.org/10.1000/xyz123", "https://pubmed.ncbi.nlm.nih.gov/12345678",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7610519", "https://hdl.handle.net/2027/mdp.39015"]),
    ("a.txt", "https://doi.org/10.1000/xyz123", ["https://doi.org/10.1000/xyz123"]),
    ("a.html", f"<a href='{A}\nz'>t</a>", [f"{A}z"]),
    ("a.html", "<base href='http://a.example/d/'><a href='e'>t</a>", ["http://a.example/d/e"]),
    ("a.html", f"<svg><a xlink:href='{A}'><text>t</text></a></svg>", [A]),
    ("a.html", f"<pre>{A}</pre><code>{A}</code><script>'{A}'</script><!-- {A} --><p>{B}</p>", [B]),
    ("a.html", f"<noscript><a href='{A}'>t</a></noscript><img src='{B}'>", [A]),
    ("a.wiki", f"<nowiki>{A}</nowiki> <!-- {A} --> [{B} t]", [B]),
    ("a.wiki", f"<ref>{{{{cite web|url={A}|archive-url=https://web.example/1/{A}|title=T}}}}</ref>", [
        A, f"https://web.example/1/{A}"]),
    ("a.wiki", "<ref>{{cite journal|title=T|doi=10.1000/x|pmc=7610519|arxiv=2101.00001}}</ref>", [
        "https://doi.org/10.1000/x", "https://pmc.ncbi.nlm.nih.gov/articles/PMC7610519",
        "https://arxiv.org/abs/2101.00001"]),
    ("a.tex", rf"\begin{{document}}\begin{{verbatim}}{A}\end{{verbatim}} \verb|{A}| % {A}" + f"\n\\url{{{B}}}", [B]),
    ("a.tex", rf"\begin{{document}}\href{{{A}\%20z\#s}}{{see {B}}} 5\% {B}", [f"{A}%20z#s", B]),
    ("a.tex", rf"\begin{{document}}\url|{A}| \href{{{A}%20z}}{{t}}", [A, f"{A}%20z"]),
    ("a.org", f"[[{A}][the pier]] [[{B}]] ={A}=\n#+begin_src sh\n{A}\n#+end_src\n", [A, B]),
    ("a.rst", f"`t <{A}>`_ ``{A}``\n\n.. _n: {B}\n\n.. code-block:: sh\n\n   curl {A}\n", [A, B]),
    ("a.adoc", f"{A}[t] and link:{B}[u]\n\n----\n{A}\n----\n", [A, B]),
    ("a.csv", f'name,url\nx,{A},z\n"y","{B}"\n', [A, B]),
    ("a.opml", f"<opml><body><outline xmlUrl='{A}' htmlUrl='{B}'/></body></opml>", [A, B]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), FOUND)
def test_links_are_what_the_format_says(name: str, text: str, expected: list[str]) -> None:
    document = read_bytes(text.encode(), name=name)

    assert [link.url for link in find_links(document).found] == expected


def test_what_a_page_is_made_of_is_found_when_asked_for() -> None:
    page = (
        f"<link rel=stylesheet href='{A}.css'><img src='{A}.png' srcset='{B}.png 2x, {B},w.png 3x'>"
        f"<video src='{A}.mp4' poster='{A}.jpg'></video><object data='{A}.pdf'></object>"
        f"<p style=\"background: url('{B}.gif')\">t</p>"
    )
    found = find_links(read_bytes(page.encode(), name="a.html"), tuple(Resource)).found

    kinds = {kind: {link.url for link in found if link.kind is kind} for kind in Resource}
    assert kinds[Resource.IMAGE] == {f"{A}.png", f"{B}.png", f"{B},w.png", f"{A}.jpg"}
    assert kinds[Resource.MEDIA] == {f"{A}.mp4", f"{A}.pdf"}
    assert kinds[Resource.STYLE] == {f"{A}.css", f"{B}.gif"}


@pytest.mark.parametrize(("name", "text", "expected"), [one for one in FOUND if one[2]])
def test_spans_lie_in_the_file(name: str, text: str, expected: list[str]) -> None:
    found = find_links(read_bytes(text.encode(), name=name))

    assert found.source == text
    assert all(0 <= link.span.start < link.span.end <= len(text) for link in found.found)
