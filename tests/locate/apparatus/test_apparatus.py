"""What is told for apparatus, and what looks like it and is wording: each rule with its innocent twins.

In a text of the tables ⟦ and ⟧ stand around each stretch that is surely apparatus, and nothing else is.
"""

import re

import pytest

from quotecheck.locate.apparatus import ApparatusKind, apparatus
from quotecheck.locate.apparatus.kinds import Apparatus, settled
from quotecheck.model import Document, Mark, MarkKind, Span

VERSES = (
    "⟦7⟧ For we brought nothing into the house. ⟦8⟧ And having bread we rest. ⟦9⟧ But they that wait tire.",
    "⟦11:28⟧ Through patience he kept it.\n⟦11:29⟧ By night they passed over.\n⟦11:30⟧ The walls fell.\n",
    "⟦Ruth 1:1⟧ Now it came to pass.\n⟦Ruth 1:2⟧ And the name of the man.\n⟦Ruth 1:3⟧ And he was left.\n",
    "⟦¹⟧ In the spring he went out. ⟦²⟧ And the river was high. ⟦³⟧ And he came again to the ford.",
    "they went.\n⟦[16]⟧ And the lamp went out.\n⟦[17]⟧ And they lay down.\n⟦[18]⟧ And a voice was heard.\n",
    "⟦16⟧For so he kept the tower. ⟦17⟧And none came in. ⟦18⟧But they waited. ⟦19⟧And he slept.",
    # 21 stands in the middle of a clause and is the number that the row lacks
    "⟦19⟧ And he went up. ⟦20⟧ And they cast lots with ⟦21⟧ one another by night. ⟦22⟧ And he rose. ⟦23⟧ And so on.",
    # a text that counts has other figures, or words behind that can be counted
    "We had 40 cages. 3 mice died. 4 mice lived. 5 mice fled to the 12 barns and the 9 sheds of the farm.",
    "3 mice died in spring. 4 mice lived on. 5 mice fled to the barn.",
    "1 cup of flour\n2 eggs\n3 spoons of sugar\n4 drops of oil\n",
    "It began at 11:28. The second came at 11:40 and the last at 12:05 that day.",
)
PAGES = (
    "the committee never asked\n\n⟦214      REPORT OF THE HARBOUR BOARD⟧\n\nfor the ledger to be shown.",
    "of the witnesses and the\n\n⟦- Page 12 -⟧\n\nothers who had come.",
    "the correspondence that the\n⟦xii⟧\nkeeper had kept.",
    "the oil was paid for by\n15 shillings a barrel.",
    "the oil was paid for by\n15\nshillings a barrel.",
    "He paid twice.\n1911\nHe paid again.",
    "THE HARBOUR OF 1911\n\nIt was built by the board.",
)
LINES = (
    """\
⟦1⟧  The witness said that she had
⟦2⟧  seen the lamp from the road and
⟦3⟧  that it was lit when she
⟦4⟧  came down to the quay.
""",
    """\
He sang of the long grey sea             ⟦5⟧
and of the men
who went
down to the shore
with nets and lines in the dark          ⟦10⟧
and never came.
""",
    "1 apples\n2 pears\n3 plums\n4 quinces\n",
    "⟦1.⟧ Light the lamp.\n⟦2.⟧ Trim the wick.\n⟦3.⟧ Fill the tank.\n⟦4.⟧ Close the door.\n",
    "keep a record of—\n  ⟦(1)⟧ the date;\n  ⟦(2)⟧ the carrier; and\n  ⟦(3)⟧ the gauge.\n",
    "The duty falls on: ⟦(a)⟧ the keeper, ⟦(b)⟧ his deputy and ⟦(c)⟧ the town.",
    "They wrote to A. Smith,\nB. Jones,\nC. Brown and nobody else in the town.",
    "Under paragraph (a) the keeper pays, and under paragraph (b) the town.",
    "They counted 41.\n\n43. That was the number of the lamp.",
    "In the year\n1911 the board\n1912 the town\nand 1913 the county paid.\n",
)
CALLOUTS = (
    "The treaty⟦1⟧ was never ratified⟦2⟧ by the northern towns.⟦3⟧ It lapsed.",
    "It is active in the liver⟦13–15⟧ and in the kidney⟦16,17⟧ it is silent.",
    "The treaty⟦(1)⟧ was never ratified ⟦(2)⟧ by the towns.⟦(3)⟧ It lapsed.",
    "the lamp was lit at dusk⟦¹²⟧ and put out at dawn.⟦¹³⟧ Nobody saw it.",
    "Both exon1 and exon2 were read, and exon3 was not.",
    "Smad5 is bound by Smad4 in the cell.",
    "The area is 12 m² and the speed 3 m/s².",
    "They sold 2,000 barrels of oil2.",
    "Under section(2) of the act and rule(3) the keeper is paid.",
    "The keeper (1) lights the lamp and (2) puts it out.",
)
BRACKETS = (
    "Earlier work ⟦[3–5, 12]⟧ has shown that the lamp is lit ⟦[13]⟧.",
    "It was first seen in spring⟦[a]⟧ and then in autumn⟦[b]⟧ of the year.",
    "The lamp was lit.⟦[citation needed]⟧ It went out.⟦[note 2]⟧",
    "The tower ⟦*523⟧ was built in a year. It stood ⟦*524⟧ for nine.",
    "The tower was ⟦[p. 12]⟧ built in a year.",
    "A judgment is on the merits when it pass[es] on the claim, and [t]he court require[d] it.",
    "x is drawn from [0, 1] and y from the interval [2, 5].",
    "let a = [3] and b = [4] be lists",
    "4 *12 is 48 and 5 * 60 is 300.",
)
REFERENCES = (
    "Sleep loss impairs memory ⟦(Smith & Jones, 2001; Hall, 2011, p. 44)⟧ for days ⟦(see Ruiz, 1999)⟧.",
    "Pressure rose ⟦(Fig. 2a)⟧ and fell ⟦(Table 1)⟧ within an hour ⟦(see Figs. 3 and 4)⟧.",
    "The lamp ⟦(ibid., p. 12)⟧ was lit.",
    "It fell ⟦(Hall et al., 1999)⟧ and rose ⟦(Ruiz & Holt, 2004)⟧ again ⟦(Brandt, 2006)⟧.",
    "It fell (Waterloo, 1815) and was lost.",
    "The doors had been seen twice. ⟦(R. 214-16; Tr. II at 88.)⟧ Nobody disputes it ⟦(Compl. ¶ 46)⟧.",
    "They were older than the rest⟦[@ons2011; @hart2009, p. 12]⟧, and [write to me@tower.example] slower.",
    "Write to the office [not @smith] of the town, or to [the one @brown told of].",
    "It was sold (in May 1931) for a song (3.5 million) and (see below) mended.",
    "The lamp (a table lamp) and the figure (a seal) were sold.",
    "He was born (London, May 1931) and died (aged 44).",
)
REPORTS = (
    "The duty is owed to the court. ⟦Hall v. Ruiz, 347 U.S. 483, 495 (1954)⟧. It has no exceptions.",
    "The duty is owed. ⟦See Hall v. Ruiz, 12 F. Supp. 2d 300 (9th Cir. 1999) (citations omitted)⟧. It stands.",
    "The duty is owed to the court. ⟦347 U. S. 483 (1954)⟧. ⟦Id. at 484⟧. It stands.",
    "It says so in the journal. ⟦Hall v. Ruiz, 347 U. S., at 484⟧. It stands.",
    "In Hall v. Ruiz, ⟦347 U.S. 483 (1954)⟧, the court said that it stands.",
    "On 4 May 1954 the court met; in 1955 it did not.",
    "He paid 12 Swiss Francs 40 in all.",
)
CUES = ("He said so.", "⟦[door slams]⟧", "[not really]", "⟦(LAUGHTER)⟧", "(he meant it)")
VOICES = (
    "We came here to build a school. ⟦(Applause.)⟧ We will not leave. ⟦[Laughter]⟧",
    "".join(f"⟦HALL:⟧ It is {word}.\n⟦RUIZ:⟧ It is not {word}.\n" for word in ("late", "cold", "far")),
    "⟦[00:01:04]⟧ We came here ⟦[00:01:08]⟧ to build ⟦[00:01:12]⟧ a school.",
    "⟦1\n00:00:01,000 --> 00:00:02,500⟧\nWe came here\n\n⟦2\n00:00:03,000 --> 00:00:04,500⟧\nto build.\n",
    "So, ⟦um,⟧ they drove up, ⟦uh,⟧ on Sunday, and it is ⟦in, ⟧in the world.",
    "It was very, very long ago, and no, no boat came, er.",
    "".join(f"⟦{at}\n00:00:0{at},000 --> 00:00:0{at},900⟧\n{line}\n\n" for at, line in enumerate(CUES, 1)),
    "The term is seven⟦ (7)⟧ years and not eight (9), and thirty-one⟦ (31)⟧ days.",
    "Note: it is late.\nNote: it is cold.\nNote: it is far.\n",
    "The applause (which was loud) died, and the laughter too.",
    "He came at 11:40 and left at 11:50.",
)
SITES = (
    "The council voted in May.\n\n⟦Photo: The bath in 1931. (Archive)⟧\n\nIt will sell the site.",
    "The council voted in May.\n\n⟦Advertisement⟧\n\nIt will sell.\n\n⟦Read more: What the mayor said⟧\n\nNobody came.",
    "you wrote:\n⟦> ⟧I never agreed to the price\n⟦> ⟧and told you so.\n",
    "Smith &amp; Sons said that it was ⟦<b>⟧not⟦</b>⟧ so.",
    "The advertisement said so.\nPhoto of the bath.\n",
    "a > b and b > c, so that a & b are one",
)
TABLES = {
    "verses": VERSES,
    "pages": PAGES,
    "lines": LINES,
    "callouts": CALLOUTS,
    "brackets": BRACKETS,
    "references": REFERENCES,
    "reports": REPORTS,
    "voices": VOICES,
    "sites": SITES,
}
CASES = [
    pytest.param(text, id=f"{name} {number}") for name, texts in TABLES.items() for number, text in enumerate(texts)
]


def shown(text: str, found: tuple[Apparatus, ...]) -> str:
    """`text` with ⟦ ⟧ around what is surely apparatus, neighbours as one."""
    marked, at = "", 0
    for one in found:
        if one.is_sure:
            marked += f"{text[at : one.span.start]}⟦{one.span.of(text)}⟧"
            at = one.span.end
    return re.sub(r"⟧(\s?)⟦", r"\1", marked + text[at:])


@pytest.mark.parametrize("marked", CASES)
def test_what_stands_between_brackets_is_apparatus_and_nothing_else(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")

    found = apparatus(Document(name="s", text=text))

    assert shown(text, found) == re.sub(r"⟧(\s?)⟦", r"\1", marked)


def page(number: int, lines: int = 30) -> str:
    return "\n".join(f"the keeper of the tower wrote what he had seen on the {number} sea" for _ in range(lines)) + "\n"


def test_numbers_that_count_up_page_by_page_are_page_numbers() -> None:
    text = "".join(f"{page(number)}\n{number}\n\n" for number in range(211, 218))

    found = apparatus(Document(name="s", text=text))

    assert [(one.span.of(text), one.kind) for one in found] == [(str(n), ApparatusKind.PAGE) for n in range(211, 218)]


def test_a_head_that_recurs_with_rising_numbers_is_a_running_head() -> None:
    text = "".join(f"{page(number)}{number}  The Town and its Harbour\n" for number in range(211, 217))

    found = apparatus(Document(name="s", text=text))

    assert {one.kind for one in found} == {ApparatusKind.HEAD}
    assert len(found) == 6


def test_a_line_that_recurs_is_no_head_where_no_page_begins() -> None:
    text = "".join(f"{page(number, 4)}And the sea went on.\n" for number in range(9))

    assert apparatus(Document(name="s", text=text)) == ()


def test_notes_at_the_foot_of_a_page_are_told_where_a_sentence_runs_on_over_them() -> None:
    note = "12. See the rolls for 1641, fol. 33.\n13. Ibid."
    inside = f"The tax was never collected where\n\n{note}\n\nthe sheriff had few men."
    behind = f"The tax was never collected.\n\n{note}\n\nThe sheriff had few men."

    assert [
        one.span.of(inside) for one in apparatus(Document(name="s", text=inside)) if one.kind is ApparatusKind.NOTE
    ] == [note]
    assert not any(one.kind is ApparatusKind.NOTE for one in apparatus(Document(name="s", text=behind)))


def test_what_the_reader_marked_is_apparatus() -> None:
    text = "The lamp was lit. See below. It went out."
    mark = Mark(kind=MarkKind.PAGE_FURNITURE, span=Span(18, 28))

    found = apparatus(Document(name="s", text=text, marks=(mark,)))

    assert [(one.span, one.confidence) for one in found] == [(Span(18, 28), 1.0)]


def one(start: int, end: int, confidence: float) -> Apparatus:
    return Apparatus(span=Span(start, end), kind=ApparatusKind.NOTE, confidence=confidence, why="")


def test_a_sure_stretch_goes_before_doubtful_ones_and_what_overlaps_is_cut() -> None:
    found = settled([one(0, 10, 0.9), one(5, 15, 0.9), one(6, 8, 0.95), one(12, 30, 0.5), one(40, 50, 0.5)])

    assert [(each.span, each.confidence) for each in found] == [
        (Span(0, 10), 0.9),
        (Span(10, 15), 0.9),
        (Span(40, 50), 0.5),
    ]


@pytest.mark.parametrize(
    ("before", "raised", "is_callout"),
    [
        ("the room has carpet.", "2", True),
        ("the carpet", "12", True),
        ("the room has 12 feet", "2", False),
        ("the room has 12 square feet", "2", False),
        ("the keeper of the 3", "rd", False),
    ],
)
def test_what_a_reader_saw_set_high_calls_a_note_or_is_a_power(before: str, raised: str, *, is_callout: bool) -> None:
    span = Span(len(before), len(before) + len(raised))
    page = Document(name="s", text=f"{before}{raised} It stands.", marks=(Mark(kind=MarkKind.RAISED, span=span),))

    assert any(one.span == span and one.is_sure for one in apparatus(page)) is is_callout
