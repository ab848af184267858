"""Whose words each quotation gives: structure first, then the sentence, then the course of the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from quotecheck.extract.blocks import Barrier, Block
from quotecheck.extract.clauses import CLAUSE
from quotecheck.extract.drafts import Draft
from quotecheck.extract.speakers.answer import Attribution
from quotecheck.extract.speakers.before import owner_of_speech
from quotecheck.extract.speakers.behind import teller_behind
from quotecheck.extract.speakers.cjk import is_cjk, teller_in_cjk
from quotecheck.extract.speakers.course import Turns, carried, is_dialogue
from quotecheck.extract.speakers.found import LEAST, NamedSpeaker, able
from quotecheck.extract.speakers.frames import frame
from quotecheck.extract.speakers.languages import language_around
from quotecheck.extract.speakers.lexicon import FIRST, SAYING, SPEECH, speaker_lexicon
from quotecheck.extract.speakers.people import People, bare_name
from quotecheck.extract.speakers.phrases import NounPhrase, PhraseKind, name_back, name_from
from quotecheck.extract.speakers.pronouns import LEAST_MEANT, Meant, Pronouns, sex_meant
from quotecheck.extract.speakers.stretches import Stretches
from quotecheck.extract.speakers.structure import cites_of, structured_speaker
from quotecheck.extract.speakers.subjects import main_subject, subject
from quotecheck.extract.speakers.tokens import OWNER, QUOTE, WORD, Row
from quotecheck.extract.speakers.topic import topic_of
from quotecheck.model import Document, QuotationKind, Span
from quotecheck.text.quotemarks import ALL, GUILLEMETS

__all__ = ["Speech", "name_speakers"]

_WORDING: Final = (QuotationKind.DIRECT, QuotationKind.BLOCK)
_CLAUSE_CHARS: Final = 120  # a reporting clause between two halves of a quotation is no longer
_BROKEN: Final = frozenset(",?!—–-…")
_RESUMES: Final = frozenset(",;:–—.")
_LEAD: Final = 420  # code points of the paragraph above
_UNSURE: Final = 0.7
_SCRIPT: Final = 24  # code points that tell the script of a quotation
_CHAIN: Final = 0.64
_WITH_TAGS: Final = GUILLEMETS[0]
_TAG: Final = 300  # code points
_OPENING: Final = 8  # tokens in which the subject of a sentence stands
_ALONE: Final = 3  # tokens of a sentence that is a quotation and its signs


class Speech(NamedTuple):
    """What was found of a quotation's speaker."""

    answer: Attribution | None
    continues: int | None = None
    """Place of the quotation whose sentence this one carries on."""


def name_speakers(document: Document, blocks: Sequence[Block], drafts: Sequence[Draft]) -> dict[int, Speech]:
    """Name the speakers of wording by place in the row; quotations without one are left out. Linear in the text."""
    if not any(draft.kind in _WORDING for draft in drafts):
        return {}
    naming = _Naming(document, blocks, drafts)
    naming.run()
    return naming.speeches()


@dataclass(slots=True)
class _Group:
    """Quotations side by side in one paragraph, in their row."""

    row: Row
    block: int
    led_in: bool
    numbers: Sequence[int]
    answers: dict[int, Attribution] = field(default_factory=dict)
    """By token."""


def _possessor(row: Row, phrase: NounPhrase) -> tuple[int, int]:
    """Return the tokens of the name that owns a phrase: "Ada Holt's" of "Ada Holt's first study"."""
    owner = next((one for one in range(phrase.start, phrase.end) if row.flag[one] & OWNER), -1)
    return (max(name_back(row, owner, phrase.start), 0), owner + 1) if owner >= 0 else (0, 0)


class _Naming:
    """The rules, with the document they look at and what they have found so far."""

    def __init__(self, document: Document, blocks: Sequence[Block], drafts: Sequence[Draft]) -> None:
        self.text = document.text
        self.blocks, self.drafts = blocks, drafts
        self.words = speaker_lexicon(language_around(document, [draft.outer for draft in drafts]))
        top = [number for number, draft in enumerate(drafts) if draft.parent is None]
        self.stretches = Stretches(self.text, self.words, blocks, drafts, top)
        self.people = People(self.text, self.words)
        self.spoken: dict[int, str | None] = {}
        self.answers: dict[int, Attribution] = {}
        self.pronouns = Pronouns(self.stretches, self.people, self.spoken)
        self.cites = cites_of(document)
        self.turns = Turns()
        outer = [drafts[number] for number in top]
        at = [self.stretches.block_of(draft.outer.start) for draft in outer]
        self.talks = is_dialogue(self.text, blocks, outer, at)
        self.last: tuple[int, Attribution] | None = None
        """The block that spoke last, and its speaker."""
        self.inside: Row | None = None
        """The row of a clause inside the marks of the quotation looked at, where there is one."""
        self.articles = [block.start for block in blocks[:1]]
        self.articles += [block.start for block in blocks[1:] if block.barrier is Barrier.ARTICLE]
        self.topics: dict[int, str | None] = {}
        """The person each article, by its start, is about."""
        self.told: set[int] = set()
        """Quotations whose own sentence names the speaker."""

    def run(self) -> None:
        """Go through the document, paragraph by paragraph; what lies inside a quotation follows it."""
        for numbers in self.stretches.groups():
            row, block, led_in = self.stretches.row(numbers)
            group = _Group(row, block, led_in, numbers)
            self._group(group)
        inner = [number for number, draft in enumerate(self.drafts) if draft.parent is not None]
        for number in inner:
            self._nested(number)

    def _group(self, group: _Group) -> None:
        own = set(group.numbers)
        places = sorted(at for at, number in group.row.quotes.items() if number in own)
        for at in places:
            answer = self._told(group, at)
            if answer:
                group.answers[at] = answer
                self.spoken[group.row.quotes[at]] = answer.speaker
                self.told.add(group.row.quotes[at])
        is_told = bool(group.answers)
        self._reported_before(group, places)
        carried(group.row, places, group.answers)
        if not group.answers:
            self._by_course(group, places)
        for at, answer in group.answers.items():
            self._keep(group.row.quotes[at], answer)
        self._note(group, places, is_told=is_told)

    def _told(self, group: _Group, at: int) -> Attribution | None:
        """Return the speaker whom structure or the sentence names."""
        row, number = group.row, group.row.quotes[at]
        draft = self.drafts[number]
        self.inside = None
        if draft.kind not in _WORDING:
            return None
        if draft.outer.start <= self.blocks[group.block].start + 1 or draft.kind is QuotationKind.BLOCK:
            low = self.blocks[group.block - 1].start if group.block else 0
            found = structured_speaker(self.text, draft, self.cites, low, self.words)
            if found:
                return Attribution(
                    found.name, self.people.named(found.name, draft.outer.start), found.why, found.confidence
                )
        if is_cjk(self.text[max(0, draft.outer.start - 3) : draft.outer.start + _SCRIPT]):
            return self._in_cjk(draft, group)
        framed = frame(row, at) or self._inside(draft)
        if framed is None or framed.confidence < LEAST:
            return self._owner(group, at)
        return self._answer(row if self.inside is None else self.inside, framed, group.block)

    def _inside(self, draft: Draft) -> NamedSpeaker | None:
        """Read the reporting clause that some languages set inside the marks: « Non, dit-il, jamais »."""
        if draft.opener is None or self.text[draft.opener.start] not in _WITH_TAGS:
            return None
        span = draft.span
        tag = CLAUSE.search(self.text, span.start, min(span.end, span.start + _TAG))
        if tag is None:
            return None
        self.inside = self.stretches.clause(tag.start(), min(span.end, tag.end() + _TAG))
        return teller_behind(self.inside, 0, len(self.inside.text))

    def _in_cjk(self, draft: Draft, group: _Group) -> Attribution | None:
        named = teller_in_cjk(self.text, draft.outer.start, draft.outer.end, self.blocks[group.block].start)
        if named is None:
            return None
        if not named.is_pronoun:
            return Attribution(named.name, named.name, named.why, named.confidence)
        before = [*([self.last[1]] if self.last else []), *group.answers.values()]
        person = before[-1].speaker if before else None
        return Attribution(named.name, person, f"{named.why}; the person named last", named.confidence * 0.9)

    def _owner(self, group: _Group, at: int) -> Attribution | None:
        """Return the owner of the speech that a sentence above leads in with: "Her speech was a triumph:"."""
        low, _ = group.row.sentence(at)
        if not group.led_in or at <= low:
            return None
        owner = owner_of_speech(group.row, at, low)
        found = NamedSpeaker(owner, "owner of the speech that is led in", 0.82) if owner else None
        return self._answer(group.row, found, group.block) if found else None

    def _answer(self, row: Row, found: NamedSpeaker, block: int) -> Attribution | None:
        """Turn the phrase of a frame into words and a person."""
        phrase = found.phrase
        if phrase.kind is PhraseKind.PRONOUN:
            return self._of_pronoun(row, found, block)
        mention = self._words(row, phrase)
        if phrase.name is None:
            owner = self._owner_behind(row, phrase)
            return Attribution(mention, owner or bare_name(mention), found.why, found.confidence)
        name = self._words(row, NounPhrase(*phrase.name, phrase.kind))
        sure = found.confidence
        if self.words.large_nouns and phrase.name[1] - phrase.name[0] == 1 and not self._is_person(name, row, phrase):
            sure -= 0.25
        return (
            Attribution(name, self.people.named(name, row.start[phrase.name[0]]), found.why, sure)
            if sure >= LEAST
            else None
        )

    def _owner_behind(self, row: Row, phrase: NounPhrase) -> str | None:
        """Return whose "the position of Ada Holt" is, and "Ada Holt's first study"."""
        tokens = range(phrase.start, phrase.end)
        if not any(row.flag[one] & SPEECH for one in tokens):
            return None
        of = next((one for one in tokens if row.low[one] in ("of", "von", "de")), -1)
        start, end = (of + 1, phrase.end) if of > 0 else _possessor(row, phrase)
        if end <= start or name_from(row, start, end) != end:
            return None
        name = bare_name(self._words(row, NounPhrase(start, end, phrase.kind)))
        return None if self.people.is_body(name) else self.people.named(name, row.start[start])

    def _is_person(self, name: str, row: Row, phrase: NounPhrase) -> bool:
        return self.people.is_known(name, row.start[phrase.start])

    def _words(self, row: Row, phrase: NounPhrase) -> str:
        return " ".join(self.text[row.start[phrase.start] : row.end(phrase.end - 1)].split())

    def _fits_topic(self, topic: str, meant: Meant | None, sex: int) -> bool:
        """Whether a pronoun may mean the person the text is about, and nobody said so already."""
        return self.people.sex(topic, 0) == sex != 0 and (meant is None or meant.person != topic)

    def _of_pronoun(self, row: Row, found: NamedSpeaker, block: int) -> Attribution | None:
        at = found.phrase.start
        word = row.text[at]
        if row.flag[at] & FIRST or row.low[at] == "it":
            return Attribution(word, None, found.why, found.confidence)
        meant = self.pronouns.meant(row, at, self._block_at(row.start[at], block))
        topic = self._topic(block)
        is_open = meant is None or meant.is_guess or meant.confidence < _UNSURE
        if topic and is_open and self._fits_topic(topic, meant, sex_meant(row, at)):
            return Attribution(word, topic, f"{found.why}, as {word!r}: probably the person the text is about", 0.66)
        if meant is None or meant.confidence < LEAST_MEANT:
            return Attribution(word, None, f"{found.why}; whom {word!r} means stays open", found.confidence)
        sure = found.confidence * meant.confidence
        doubt = "probably " if sure < _UNSURE else ""
        why = f"{found.why}, as {word!r}: {doubt}the subject of a sentence before"
        return Attribution(word, meant.person if sure >= LEAST - 0.05 else None, why, sure)

    def _block_at(self, offset: int, block: int) -> int:
        return block - 1 if block and offset < self.blocks[block].start else block

    def _by_course(self, group: _Group, places: Sequence[int]) -> None:
        """Fill in the speaker of a paragraph that names nobody, from the paragraphs before."""
        answer = self._of_paragraph(group)
        if answer and answer.confidence >= LEAST:
            for at in places:
                if self.drafts[group.row.quotes[at]].kind in _WORDING:
                    group.answers[at] = answer

    def _of_paragraph(self, group: _Group) -> Attribution | None:
        """Return who speaks in a paragraph: in a conversation, behind a lead-in, or below a report."""
        is_bare = sum(1 for flag in group.row.flag if flag & WORD) < 3
        if self.talks:
            return self.turns.next(group.block) if is_bare else self._actor(group)
        if group.led_in:
            return self._led_on(group)
        return self._reported_above(group) if is_bare else None

    def _led_on(self, group: _Group) -> Attribution | None:
        """Return who goes on where a sentence leads in and names nobody: "On the rights of nations:"."""
        if self.last and self.last[0] >= group.block - 3 and self.last[1].confidence >= _CHAIN:
            return Attribution(
                None, self.last[1].speaker, "probably: goes on with the speaker of the quotation before", _CHAIN
            )
        topic = self._topic(group.block)
        return Attribution(None, topic, "probably: the person the text is about", LEAST + 0.02) if topic else None

    def _topic(self, block: int) -> str | None:
        """Return the person whom the article of a block is about."""
        at = bisect_right(self.articles, self.blocks[block].start)
        start = self.articles[at - 1] if at else 0
        if start not in self.topics:
            end = self.articles[at] if at < len(self.articles) else len(self.text)
            self.topics[start] = topic_of(self.text, start, end, self.people)
        return self.topics[start]

    def _reported_before(self, group: _Group, places: Sequence[int]) -> None:
        """Name the speaker of a quotation that is a sentence of its own by the one the sentence before it reports."""
        row = group.row
        for at in places:
            low, high = row.sentence(at)
            if at in group.answers or self.talks or not low or high - low > _ALONE:
                continue
            if any(row.flag[one] & WORD for one in range(low, high)) or row.flag[low - 1] & QUOTE:
                continue
            answer = self._reported(row, row.sentence(low - 1), group.block)
            if answer and self.drafts[row.quotes[at]].kind in _WORDING:
                group.answers[at] = answer

    def _reported(self, row: Row, sentence: tuple[int, int], block: int) -> Attribution | None:
        """Return whom a sentence without a quotation of its own reports: X agreed."""
        low, high = sentence
        if any(row.flag[one] & QUOTE for one in range(low, high)):
            return None
        for verb in range(high - 1, low, -1):
            if row.flag[verb] & SAYING and row.is_verb(verb, low) and not row.low[verb].endswith("ing"):
                found = subject(row, verb, low)
                if found and found.kind is not PhraseKind.BARE:
                    told = able(row, NamedSpeaker(found, "reported in the sentence before", 0.78), sentence)
                    return self._answer(row, told, block) if told.confidence >= LEAST else None
        return None

    def _actor(self, group: _Group) -> Attribution | None:
        """Return the one who acts in a paragraph of a conversation: X put down the needle. “…”."""
        row = group.row
        first = row.sentences[0]
        found = main_subject(row, first, row.sentences[1]) if len(row.sentences) > 1 else None
        if found is None or found.kind not in (PhraseKind.NAME, PhraseKind.PRONOUN):
            return None
        answer = self._answer(
            row, NamedSpeaker(found, "probably: acts in the paragraph of the quotation", 0.72), group.block
        )
        return answer._replace(mention=None) if answer and answer.speaker else None

    def _reported_above(self, group: _Group) -> Attribution | None:
        """Return whom the paragraph above reports, for one that is nothing but a quotation."""
        if not group.block or self.stretches.is_apart(group.block) or self.drafts[group.numbers[0]].opener is None:
            return None
        if self.last and self.last[0] == group.block - 1:
            return self.last[1].carried(
                "probably: goes on with the speaker of the paragraph before", 0.8, keeps_mention=False
            )
        row = self.stretches.last_sentence(group.block - 1)
        if not row.text:
            return None
        low, high = row.sentence(len(row.text) - 1)
        owner = owner_of_speech(row, min(high, low + _OPENING), low)
        if owner:
            return self._answer(
                row, NamedSpeaker(owner, "probably: owner of the speech named above", 0.78), group.block - 1
            )
        answer = self._reported(row, row.sentence(len(row.text) - 1), group.block - 1)
        return answer.carried("probably: reported in the sentence above", 0.9, keeps_mention=False) if answer else None

    def _note(self, group: _Group, places: Sequence[int], *, is_told: bool) -> None:
        answers = [group.answers[at] for at in places if at in group.answers]
        opens = bool(group.row.flag[0] & QUOTE) if group.row.flag else False
        if opens or self.talks:
            self.turns.note(group.block, answers[0].speaker if answers else None, is_told=is_told)
        named = [answer for answer in answers if answer.speaker]
        if named:
            self.last = group.block, named[-1]

    def _nested(self, number: int) -> None:
        """Name the speaker of a quotation inside another one by the words around it there."""
        draft = self.drafts[number]
        if draft.kind not in _WORDING or draft.parent is None:
            return
        around = self.drafts[draft.parent].span
        row = self.stretches.inner(number, around)
        at = next(iter(row.quotes))
        found = frame(row, at)
        if found and found.confidence >= LEAST and found.phrase.kind is not PhraseKind.PRONOUN:
            answer = self._answer(row, found, self.stretches.block_of(draft.outer.start))
            if answer:
                self._keep(number, answer)

    def _keep(self, number: int, answer: Attribution) -> None:
        if self.drafts[number].kind in _WORDING:
            self.answers[number] = answer
            self.spoken[number] = answer.speaker

    def speeches(self) -> dict[int, Speech]:
        """Return what was found, with the halves of broken sentences joined."""
        found: dict[int, Speech] = {}
        previous: int | None = None
        for number, draft in enumerate(self.drafts):
            if draft.kind not in _WORDING:
                continue
            answer = self.answers.get(number)
            half = self._first_half(number, previous) if draft.parent is None else None
            if half is not None and half in self.answers and number not in self.told:
                answer = self.answers[half].carried("carries on the sentence of the quotation before", 1.0)
                self.answers[number] = answer
            if answer or half is not None:
                found[number] = Speech(answer, half)
            if draft.parent is None:
                previous = number
        return found

    def _first_half(self, number: int, previous: int | None) -> int | None:
        """Return the quotation of the same block whose sentence this one carries on: "…," said X, "…"."""
        if previous is None:
            return None
        before, draft = self.drafts[previous], self.drafts[number]
        low, high = before.outer.end, draft.outer.start
        block = self.blocks[self.stretches.block_of(draft.outer.start)]
        if low <= block.start or not 0 < high - low <= _CLAUSE_CHARS:
            return None
        if before.opener is not None and not self._is_broken_off(before):
            return None
        between = self.text[low:high].rstrip()
        if not between or between[-1] not in _RESUMES:
            return None
        return (
            previous
            if self._reports(low, high - (between[-1] == ".") - len(self.text[low:high]) + len(between))
            else None
        )

    def _is_broken_off(self, draft: Draft) -> bool:
        """Say whether a quotation's sentence may go on behind the narrator."""
        last = self.text[draft.span.start : draft.span.end].rstrip(f" {ALL}")[-1:] or " "
        return last in _BROKEN or self.text[draft.outer.end : draft.outer.end + 1] == ","

    def _reports(self, low: int, high: int) -> bool:
        return self.stretches.reports(Span(low, high))
