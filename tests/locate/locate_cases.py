"""A table of quotations and where each stands: `{…}` in the source, nothing where it must not be found."""

# ruff: noqa: E501 - a source is easier to read in one piece

BEFORE = "Rain fell for nine days on the quarry and the men played cards in the hut. "
AFTER = (
    " After that the foreman kept a book of the hours, which is lost. The mules were sold in spring to a dealer"
    " from the coast."
)
CASES: dict[str, tuple[str, str]] = {
    "two words": ("loose shale", BEFORE + "He feared the {loose shale} above the cutting." + AFTER),
    "two words twice": (
        "loose shale",
        BEFORE + "He feared the {loose shale} above the cutting, and loose shale it was." + AFTER,
    ),
    "two words, one wrong": ("lose shale", BEFORE + "He feared the {loose shale} above the cutting." + AFTER),
    "three words with a comma": ("slow, patient work", BEFORE + "It was {slow patient work}, she said." + AFTER),
    "four words capital": (
        "The Weight Of Water",
        BEFORE + "They forgot {the weight of water} behind the wall." + AFTER,
    ),
    "three words not there": ("quick easy money", BEFORE + "It was slow patient work, she said." + AFTER),
    "four words one dropped": (
        "weight of the water",
        BEFORE + "They forgot the {weight of all the water} behind the wall." + AFTER,
    ),
    "four words reordered": (
        "water of weight the",
        BEFORE + "They forgot the weight of water behind the wall." + AFTER,
    ),
    "one long word": ("incombustible", BEFORE + "The slate was called {incombustible}." + AFTER),
    "one short word": ("ox", BEFORE + "The {ox} died in the shaft." + AFTER),
    "word inside another word is none": ("table", BEFORE + "The vegetables were stables of tablets." + AFTER),
    "hyphen or not": ("well-known lamp maker", BEFORE + "He was a {well known lamp-maker} of the town." + AFTER),
    "curly": ("“the keeper’s lamp — unlit”", BEFORE + "She saw {the keeper's lamp -- unlit} at noon." + AFTER),
    "nbsp and ligature": (
        "the\xa0\ufb01rst \ufb02oor of\xa0the o\ufb03ce",
        BEFORE + "He let {the first floor of the office} go." + AFTER,
    ),
    "soft hyphens": (
        "the admin\xadis\xadtra\xadtion of quar\xadries",
        BEFORE + "She wrote on {the administration of quarries} in June." + AFTER,
    ),
    "line breaks": (
        "carts stood\nin the rain\nall night",
        BEFORE + "The {carts stood in the rain all night} unwatched." + AFTER,
    ),
    "hyphenated line end in source": (
        "the administration of the quarries",
        BEFORE + "She wrote on {the adminis-\ntration of the quar-\nries} in June." + AFTER,
    ),
    "spaced letters dash": (
        "He came – he saw – he left",
        BEFORE + "{He came—he saw—he left}, the clerk wrote." + AFTER,
    ),
    "guillemets": ("« Le pont est fermé »", BEFORE + "On lit : {le pont est fermé}, sans plus." + AFTER),
    "german quotes": ("„Die Brücke war gesperrt“", BEFORE + "Man las: {die Brücke war gesperrt}, mehr nicht." + AFTER),
    "diacritics lost": (
        "Francois Lefevre etait marchand a Orleans",
        BEFORE + "On sait que {François Lefèvre était marchand à Orléans} en ce temps." + AFTER,
    ),
    "umlauts spelled out": (
        "Die Bruecke ueber den Fluss war schoen",
        BEFORE + "Man sagte: {die Brücke über den Fluß war schön} und neu." + AFTER,
    ),
    "full width digits": ("１２ barrels of oil", BEFORE + "They bought {12 barrels of oil} that week." + AFTER),
    "zero width joiners": (
        "the fore\u200bman's sec\u200dond book",
        BEFORE + "It was {the foreman's second book} that burned." + AFTER,
    ),
    "combining accents": ("cafe\u0301 au lait at noon", BEFORE + "They drank {café au lait at noon}." + AFTER),
    "prime as apostrophe": ("the men`s wages", BEFORE + "Of {the men's wages} nothing was said." + AFTER),
    "[T]he": ("[T]he men were paid in salt", BEFORE + "In that year {the men were paid in salt} and rope." + AFTER),
    "[he] for a name": (
        "[he] refused to sign the roll",
        BEFORE + "On Monday Mr. Aldous {refused to sign the roll}." + AFTER,
    ),
    "[the foreman] put in": (
        "when he [the foreman] had left the hut",
        BEFORE + "It was said that {when he had left the hut} they laughed." + AFTER,
    ),
    "[sic]": ("the men recieved [sic] their wages", BEFORE + "{The men recieved their wages} late." + AFTER),
    "(sic)": ("the men recieved (sic) their wages", BEFORE + "{The men recieved their wages} late." + AFTER),
    "emphasis added": (
        "nothing was paid in coin (emphasis added)",
        BEFORE + "But {nothing was paid in coin}, ever." + AFTER,
    ),
    "word ending in brackets": ("they walk[ed] to the coast", BEFORE + "Each week {they walk to the coast}." + AFTER),
    "bracket of the source itself": (
        "the quarry [now flooded] was sold",
        BEFORE + "In May {the quarry [now flooded] was sold} to them." + AFTER,
    ),
    "bracketed replacement of several words": (
        "[the company] closed the gate on strangers",
        BEFORE + "Then the old firm of Harrow and Sons {closed the gate on strangers}." + AFTER,
    ),
    "footnote callout in source [12]": (
        "the wall was raised in a day and a night",
        BEFORE + "They say {the wall was raised[12] in a day and a night}." + AFTER,
    ),
    "superscript callout": (
        "the wall was raised in a day and a night",
        BEFORE + "They say {the wall was raised¹² in a day and a night}." + AFTER,
    ),
    "glued callout digit": (
        "the wall was raised in a day and a night",
        BEFORE + "They say {the wall was raised3 in a day and a night}." + AFTER,
    ),
    "callout in the quotation": (
        "the wall was raised[4] in a day and a night",
        BEFORE + "They say {the wall was raised in a day and a night}." + AFTER,
    ),
    "citation needed in source": (
        "no child was ever hurt in the mine",
        BEFORE + "It was claimed that {no child[citation needed] was ever hurt in the mine}." + AFTER,
    ),
    "ellipsis ...": (
        "the north face was cut ... by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis …": (
        "the north face was cut … by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis . . .": (
        "the north face was cut . . . by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis [...]": (
        "the north face was cut [...] by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis […]": (
        "the north face was cut […] by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis (...)": (
        "the north face was cut (...) by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis (…)": (
        "the north face was cut (…) by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis ....": (
        "the north face was cut .... by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis [. . .]": (
        "the north face was cut [. . .] by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis * * *": (
        "the north face was cut * * * by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis — … —": (
        "the north face was cut — … — by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis <...>": (
        "the north face was cut <...> by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis [ ... ]": (
        "the north face was cut [ ... ] by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis …,": (
        "the north face was cut …, by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis . . . .": (
        "the north face was cut . . . . by women with hammers",
        BEFORE
        + "In winter {the north face was cut}, slowly and at great cost to all, {by women with hammers} and no gloves."
        + AFTER,
    ),
    "ellipsis at start and end": (
        "… the north face was cut …",
        BEFORE + "In winter {the north face was cut}, slowly." + AFTER,
    ),
    "three parts": (
        "the north face … at great cost … with hammers",
        BEFORE
        + "In winter {the north face} was cut slowly and {at great cost} to all by women {with hammers}."
        + AFTER,
    ),
    "part reversed": (
        "with hammers and no gloves … the north face was cut",
        BEFORE + "In winter {the north face was cut} by women {with hammers and no gloves}." + AFTER,
    ),
    "ellipsis in the source itself": (
        "he said... nothing at all to them",
        BEFORE + "Then {he said ... nothing at all to them}." + AFTER,
    ),
    "ellipsis glued": (
        "the north face was cut...by women with hammers",
        BEFORE + "In winter {the north face was cut}, slowly, {by women with hammers}." + AFTER,
    ),
    "ellipsis and bracket": (
        "[T]he north face was cut […] [by] women with hammers",
        BEFORE + "In winter {the north face was cut}, slowly and coldly, by {women with hammers}." + AFTER,
    ),
    "short tail after ellipsis": (
        "the north face was cut slowly … hammers",
        BEFORE + "In winter {the north face was cut slowly} by women with {hammers}." + AFTER,
    ),
    "part stands twice, nearer one": (
        "by women … and no gloves",
        BEFORE + "by women and men it was begun. Later it was cut {by women} with hammers {and no gloves}." + AFTER,
    ),
    "page number inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE + "In May {the tunnel was driven from both ends\n\n212\n\nand met under the church}." + AFTER,
    ),
    "running head inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE
        + "In May {the tunnel was driven from both ends\n\nHISTORY OF THE SLATE MINES       213\n\nand met under the church}."
        + AFTER,
    ),
    "footnote block inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE
        + "In May {the tunnel was driven from both ends\n\n3. See the log of 1871, p. 40.\n\nand met under the church}."
        + AFTER,
    ),
    "image caption inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE
        + "In May {the tunnel was driven from both ends\n[Image: men at the portal]\nand met under the church}."
        + AFTER,
    ),
    "line numbers inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE + "In May {the tunnel was driven\n5   from both ends and met\n10  under the church}." + AFTER,
    ),
    "advert inside": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE + "In May {the tunnel was driven from both ends\n\nAdvertisement\n\nand met under the church}." + AFTER,
    ),
    "line prefix marks": (
        "the tunnel was driven from both ends and met under the church",
        BEFORE + "In May\n> {the tunnel was driven\n> from both ends and\n> met under the church}." + AFTER,
    ),
    "table bars": (
        "salt 14 tons rope 3 miles",
        BEFORE + "Stock\n| {salt | 14 tons |\n| rope | 3 miles} |\nend" + AFTER,
    ),
    "verse with slashes": (
        "the mule went down / the lamp went out / and no one sang",
        BEFORE + "{The mule went down,\nthe lamp went out,\nand no one sang} again." + AFTER,
    ),
    "speaker labels inside": (
        "Did you see the lamp? I saw no lamp at all. Then who lit it?",
        BEFORE + "{Did you see the lamp?\nWITNESS: I saw no lamp at all.\nCOUNSEL: Then who lit it?}" + AFTER,
    ),
    "markdown emphasis in the source": (
        "nothing was ever paid in coin",
        BEFORE + "But {nothing was *ever* paid in **coin**}, he wrote." + AFTER,
    ),
    "html entities left in source": (
        "Harrow & Sons paid the men's wages",
        BEFORE + "In May {Harrow &amp; Sons paid the men&#39;s wages}." + AFTER,
    ),
    "timestamps inside a transcript": (
        "so we went down the shaft and the rope was wet and nobody spoke",
        BEFORE + "{so we went down the shaft\n00:12:41\nand the rope was wet\n00:12:44\nand nobody spoke} then" + AFTER,
    ),
    "rn for m": (
        "the fanners rnoved their carts at dawn",
        BEFORE + "In May {the farmers moved their carts at dawn}." + AFTER,
    ),
    "l for 1 and O for 0": ("in l8O4 the rnine was c1osed", BEFORE + "They say {in 1804 the mine was closed}." + AFTER),
    "long s": ("the poſſeſſion of the ſlate", BEFORE + "He claimed {the possession of the slate}." + AFTER),
    "long s read as f": (
        "the poffeffion of the flate is moft ufeful",
        BEFORE + "He claimed {the possession of the slate is most useful} now." + AFTER,
    ),
    "u for v": ("the gouernour haue giuen leaue", BEFORE + "Then {the governour have given leave} to all." + AFTER),
    "source is the bad scan": (
        "the farmers moved their carts at dawn",
        BEFORE + "In May {tbe fanners m0ved tbeir carts at davvn}." + AFTER,
    ),
    "spaces lost in the scan": (
        "the farmers moved their carts at dawn",
        BEFORE + "In May {thefarmers movedtheir carts atdawn}." + AFTER,
    ),
    "spaces put in by the scan": (
        "the farmers moved their carts at dawn",
        BEFORE + "In May {the far mers mo ved their ca rts at dawn}." + AFTER,
    ),
    "s p a c e d": (
        "the farmers moved their carts at dawn",
        BEFORE + "In May {the f a r m e r s moved their carts at dawn}." + AFTER,
    ),
    "old spelling in source": (
        "the colour of the public musick was shewn",
        BEFORE + "That {the color of the publick music was shown} is true." + AFTER,
    ),
    "ye and &": ("the men and ye lamps", BEFORE + "So {the men & the lamps} went." + AFTER),
    "one word changed in twelve": (
        "the quarry was bought by a baker who had never seen any slate",
        BEFORE + "Then {the quarry was bought by a banker who had never seen any slate}." + AFTER,
    ),
    "two words changed": (
        "the mine was purchased by a baker who had never touched any slate",
        BEFORE + "Then {the quarry was bought by a banker who had never seen any slate}." + AFTER,
    ),
    "tense changed": (
        "the men walk to the coast and sell the slate",
        BEFORE + "Each May {the men walked to the coast and sold the slate}." + AFTER,
    ),
    "name changed": (
        "Aldous told the court that Harrow had the key",
        BEFORE + "In June {Aldous told the court that Barlow had the key}." + AFTER,
    ),
    "number as words": (
        "twenty-one mules and forty men went down",
        BEFORE + "That day {21 mules and 40 men went down}." + AFTER,
    ),
    "number as figures": (
        "about 300 barrels were burnt in 2 hours",
        BEFORE + "He said {about three hundred barrels were burnt in two hours}." + AFTER,
    ),
    "words left out unmarked": (
        "the inspector came and the inspector wrote no report",
        BEFORE
        + "In May {the inspector came}, drank with the owner until four in the morning, {and the inspector wrote no report}."
        + AFTER,
    ),
    "word left out": (
        "the inspector wrote a report on the shaft",
        BEFORE + "In May {the inspector wrote a long report on the shaft}." + AFTER,
    ),
    "word put in": (
        "the inspector wrote a very long report on the shaft",
        BEFORE + "In May {the inspector wrote a report on the shaft}." + AFTER,
    ),
    "swapped words": (
        "the lamps and the mules were sold together",
        BEFORE + "In June {the mules and the lamps were sold together}." + AFTER,
    ),
    "contraction": (
        "they don't know what isn't written in the book",
        BEFORE + "He says {they do not know what is not written in the book}." + AFTER,
    ),
    "contracted in the source": (
        "they do not know what is not written in the book",
        BEFORE + "He says {they don't know what isn't written in the book}." + AFTER,
    ),
    "source is the quote": ("Nothing was paid in coin.", "{Nothing was paid in coin}."),
    "thrice, exact second": (
        "the lamp must burn until the last man is up",
        BEFORE
        + "The lamp must burn until the first man is up. And {the lamp must burn until the last man is up}. The lamp must not burn until the last man is up."
        + AFTER,
    ),
    "thrice, exact last": (
        "the lamp must not burn until the last man is up",
        BEFORE
        + "The lamp must burn until the first man is up. The lamp must burn until the last man is up. {The lamp must not burn until the last man is up}."
        + AFTER,
    ),
    "heading repeats the words": (
        "The law of the lamp",
        BEFORE + "The rule of the lamp was old. {The law of the lamp} was older." + AFTER,
    ),
    "far splice": (
        "the mules were blind from birth and the owner kept a piano in the shaft",
        BEFORE
        + "It is true that {the mules were blind from birth}. "
        + "The store sold rope and tar. " * 40
        + "In his last years {and the owner kept a piano in the shaft}."
        + AFTER,
    ),
    "Russian ё": ("все еще горела лампа в шахте", BEFORE + "Говорят, {всё ещё горела лампа в шахте} утром." + AFTER),
    "Russian case ending": (
        "горела лампа старого мастера",
        BEFORE + "Там {горела лампа старому мастеру} вслед." + AFTER,
    ),
    "Greek tonos": ("η λαμπα εκαιγε ολη τη νυχτα", BEFORE + "Λένε ότι {η λάμπα έκαιγε όλη τη νύχτα} εκεί." + AFTER),
    "Arabic with vowels": ("كان المصباح يضيء طوال الليل", BEFORE + "قالوا {كَانَ المِصْبَاحُ يُضِيءُ طوالَ الليل} هناك." + AFTER),
    "Hebrew with points": ("המנורה דלקה כל הלילה", BEFORE + "אמרו כי {הַמְּנוֹרָה דָּלְקָה כָּל הַלַּיְלָה} שם." + AFTER),
    "Hindi": ("दीपक सारी रात जलता रहा", BEFORE + "कहते हैं {दीपक सारी रात जलता रहा} वहाँ।" + AFTER),
    "Thai": ("ตะเกียงติดไฟตลอดคืน", "เขาว่า{ตะเกียงติดไฟตลอดคืน}ที่นั่น"),
    "Japanese": ("灯は一晩中燃えていた", "彼は言った。{灯は一晩中燃えていた}という。"),
    "Chinese with ellipsis": ("灯燃了一整夜……没有人说话", "他们说，{灯燃了一整夜}，雨下个不停，{没有人说话}。"),
    "Chinese one sign changed": ("灯烧了一整夜没有人说话", "他们说，{灯燃了一整夜，没有人说话}。"),
    "Chinese not there": ("王子骑马去了北方的城市", "他们说，灯燃了一整夜，没有人说话。"),
    "Turkish dotted i": (
        "İstanbul'da ışık bütün gece yandı",
        BEFORE + "Derler ki {istanbul'da ışık bütün gece yandı} orada." + AFTER,
    ),
    "Polish without signs": (
        "zolta lampa plonela cala noc",
        BEFORE + "Mówią, że {żółta lampa płonęła całą noc} tam." + AFTER,
    ),
    "Vietnamese": ("ngọn đèn cháy suốt đêm", BEFORE + "Người ta nói {ngọn đèn cháy suốt đêm} ở đó." + AFTER),
    "same topic other words": (
        "the women who cut the south wall wore thick gloves in summer",
        BEFORE + "In winter the north face was cut slowly, by women with hammers and no gloves." + AFTER,
    ),
    "common words in a row": (
        "and that it was in the same way as the",
        BEFORE + "The book that was on the table in the hall was the same as that." + AFTER,
    ),
    "shuffled sentence": (
        "hammers women face by gloves cut the no and north was with",
        BEFORE + "In winter the north face was cut by women with hammers and no gloves." + AFTER,
    ),
    "same names other claim": (
        "Aldous never once spoke to Harrow about the missing key",
        BEFORE + "In June Aldous told the court that Harrow had the key." + AFTER,
    ),
    "date and place only": (
        "in Leeds on 4 May 1871 a bell was cast for the church",
        BEFORE + "He died in Leeds on 4 May 1871 of a fever that took many." + AFTER,
    ),
    "question mark string": ("?????", BEFORE + "What is this?" + AFTER),
    "digits only": ("1871 1872 1873", BEFORE + "The years {1871, 1872, 1873} were dry." + AFTER),
    "url": (
        "see https://slate.example/log/1871 for more",
        BEFORE + "You may {see https://slate.example/log/1871 for more} on it." + AFTER,
    ),
    "equation": ("v = 2gh", BEFORE + "Then {v = 2gh} follows." + AFTER),
    "a long part stands, one beside an ellipsis does not": (
        "The mules that carried the first stones down to the harbour in the wet spring were never paid for … Nobody in the county has asked since who owed what to whom",
        BEFORE
        + "{The mules that carried the first stones down to the harbour in the wet spring were never paid for}, it seems."
        + AFTER,
    ),
    "a short part stands, one beside an ellipsis does not": (
        "The mules were never paid for … Nobody in the county has asked since who owed what to whom",
        BEFORE + "The mules were never paid for, it seems." + AFTER,
    ),
    "code": ("return x + 1", BEFORE + "def f(x): {return x + 1}" + AFTER),
    "list items": (
        "salt, rope, tar and lamp oil",
        BEFORE + "The store sold\n- {salt\n- rope\n- tar and\n- lamp oil}\nonly." + AFTER,
    ),
    "quoted speech with tags dropped": (
        "I saw no lamp, and there was none to see",
        BEFORE + "“{I saw no lamp,” he said, “and there was none to see}.”" + AFTER,
    ),
    "nested quotes": (
        "He called it 'the lamp of lamps' and wept",
        BEFORE + "{He called it “the lamp of lamps” and wept}." + AFTER,
    ),
    "all capitals": ("NOTHING WAS EVER PAID IN COIN", BEFORE + "But {nothing was ever paid in coin}." + AFTER),
    "small caps spaced": (
        "N O T H I N G was ever paid in coin",
        BEFORE + "But {nothing was ever paid in coin}." + AFTER,
    ),
    "roman numerals": ("Charles the Second closed the mine", BEFORE + "Then {Charles II closed the mine}." + AFTER),
    "ampersand": ("Harrow & Sons sold rope & tar", BEFORE + "In May {Harrow and Sons sold rope and tar}." + AFTER),
    "percent": (
        "some 40% of the men were under age",
        BEFORE + "He says {some 40 per cent of the men were under age}." + AFTER,
    ),
    "currency": (
        "a sum of £12,000 was owed to the men",
        BEFORE + "There {a sum of £ 12 000 was owed to the men}." + AFTER,
    ),
}
