"""What a wrong policy is told: every mistake at once, each with its line, its key and the nearest right word."""

from __future__ import annotations

import pytest

from ledgergate import policy
from ledgergate.errors import Misused
from sound_policy import RULES, SOUND, WAIVER, told

REPORT = 'path = "docs/r.md"\nledger = "candidates"\nrows = { items = "table", key = "Candidate" }\n'


# (what is added to a sound policy of seven lines, the line that is told, what is told)
MISTAKES = [
    ("[postur]\n", 8, "postur: unknown key; did you mean 'posture'?"),
    ("[posture.read_only]\nbranch = 'x'\n", 9, "posture.read_only.branch: unknown key; did you mean 'branches'?"),
    ("[posture.read_only]\nalways = 1\n", 9, "posture.read_only.always: expected true or false, found a whole number"),
    ("[posture.read_only]\nbranches = 3\n", 9, "posture.read_only.branches: expected a text or a list of them, found a whole number"),  # noqa: E501  # a message is one line
    ("[posture.read_only]\nbranches = [\n  'a',\n  7,\n]\n", 11, "posture.read_only.branches[1]: expected a text, found a whole number"),  # noqa: E501  # a message is one line
    ("[posture.read_only]\nlabel = ' '\n", 9, "posture.read_only.label: expected a text, found an empty one"),
    ("[vocabulary.state]\n", 8, "vocabulary.state: needs 'values': Key -> text for people; a list where both are the same"),  # noqa: E501  # a message is one line
    ("[vocabulary.state]\nvalues = { a = 'Ready', b = '*ready*' }\n", 9, "vocabulary.state.values.b: '*ready*' means both 'a' and 'b'"),  # noqa: E501  # a message is one line
    ("[vocabulary.state]\nvalues = { a = 'X' }\naliases = { y = 'b' }\n", 10, "vocabulary.state.aliases.y: unknown key 'b'; expected 'a'"),  # noqa: E501  # a message is one line
    ("[vocabulary.state]\nvalues = { a = 'X', b = 'Y' }\naliases = { x = 'b' }\n", 10, "vocabulary.state.aliases.x: 'x' means both 'a' and 'b'"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\n", 8, "ledger.themes: needs 'sources' (where its items are read) or 'items' (their names)"),
    ("[ledger.themes]\nsources = [{ items = 'table' }]\n", 9, "ledger.themes.sources[0]: needs 'path': Path or glob of the documents"),  # noqa: E501  # a message is one line
    ("[[ledger.themes.sources]]\npath = 'a.md'\nitems = 'heading'\n", 10, "ledger.themes.sources[0].items: unknown word 'heading'; did you mean 'headings'?"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nsources = { path = 'a.md', items = 'list', depth = 99 }\n", 9, "ledger.themes.sources.depth: expected a whole number from 0 to 20"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nkey = '(['\n", 10, "ledger.themes.key: not a regular expression: unterminated character set at position 1"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nkey = '\\d+'\n", 10, "ledger.themes.key: expected a named group (?P<key>...) in the regular expression"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nkey = { from = 'column:X' }\n", 10, "ledger.themes.key.from: unknown place; expected 'folder', 'file', 'path', 'heading', 'link', 'text', 'cell:NAME', 'front-matter:NAME' or 'label:NAME'"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nkey = { pattern = '(?P<a>x)', format = '{a}-{b}' }\n", 10, "ledger.themes.key: format needs named groups of the pattern: b"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nfields.state = { values = 'buckets' }\n", 10, "ledger.themes.fields.state.values: unknown vocabulary 'buckets'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nfields.state = { values = 'bucket', default = 'soon' }\n", 10, "ledger.themes.fields.state.default: unknown value of vocabulary 'bucket': 'soon'; expected 'later' or 'now'"),  # noqa: E501  # a message is one line
    ("[ledger.themes]\nitems = ['x']\nfields.state = { pattern = '(a+)+' }\n", 10, "ledger.themes.fields.state.pattern: a repeat inside a repeat that can read the same text in many ways (such as (a+)+): it can take hours; rewrite it"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\n", 8, "report[0]: binds nothing; give 'rows' or 'totals'"),
    ("[[report]]\npath = 'docs/r.md'\ntotals = { by = 'bucket' }\n", 8, "report[0]: needs 'ledger': the name of the ledger that it restates"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidate'\ntotals = { by = 'bucket' }\n", 10, "report[0].ledger: unknown ledger 'candidate'; did you mean 'candidates'?"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\ntotals = { by = 'buckt' }\n", 11, "report[0].totals.by: unknown field 'buckt'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\ntotals = { counts = 'rows' }\n", 11, "report[0].totals: binds no number; give 'by', 'pattern', 'at' or 'column'"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\ntotals = { column = 'N', every = true }\n", 11, "report[0].totals.every: has no effect without 'by'"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\ntotals = { pattern = '\\d+' }\n", 11, "report[0].totals.pattern: expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'bukcet'\ndone = ['now']\n", 10, "truth[0].field: unknown field 'bukcet'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = ['nwo']\n", 11, "truth[0].done: unknown value 'nwo'; did you mean 'now'?"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = ['now']\nchildren = 'candidates'\nchild_field = 'bukcet'\nchild_parent = 'bucket'\n", 13, "truth[0].child_field: unknown field 'bukcet'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = ['now']\nchildren = 'candidates'\nchild_field = 'bucket'\nchild_parent = 'bukcet'\n", 14, "truth[0].child_parent: unknown field 'bukcet'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'bucket'\ndone = ['now']\nchildren = 'candidate'\nchild_parent = 'bucket'\n", 12, "truth[0].children: unknown ledger 'candidate'; did you mean 'candidates'?"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\nrows = { items = 'table', key = 'C', columns = { B = 'bukcet' } }\n", 11, "report[0].rows.columns.B: unknown field 'bukcet'; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\nrows = { items = 'table', key = 'C', map = { bukcet = { x = 'now' } } }\n", 11, "report[0].rows.map.bukcet: unknown field; there is none"),  # noqa: E501  # a message is one line
    ("[[report]]\npath = 'docs/r.md'\nledger = 'candidates'\nrows = { items = 'table', key = 'C', columns = { B = 'bucket' }, map = { bucket = { x = 'nwo' } } }\n", 11, "report[0].rows.map.bucket.x: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT + "covers = 'some'\n", 12, "report[0].covers: unknown word 'some'; expected 'all' or 'none'"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT + "covers = { bucket = 'nwo' }\n", 12, "report[0].covers.bucket: unknown value of vocabulary 'bucket': 'nwo'; did you mean 'now'?"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT + "count = { rows = [7, 3] }\n", 12, "report[0].count.rows: expected a number of rows, or [least, most]"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT + "count = { primary = 1 }\n", 12, "report[0].count.primary: expected 'rows' or 'field=value'"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT + "classifies = true\n[[report]]\n" + REPORT + "classifies = true\n", 17, "report[1].classifies: a second report that classifies 'candidates'; one may"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT.replace("docs/", "{package}/"), 9, "report[0].path: says {package}, but no [[package]] is there to bind it to"),  # noqa: E501  # a message is one line
    ("[[report]]\n" + REPORT.replace("docs/", "{packag}/{package}/"), 9, "report[0].path: {package} stands at the beginning of a path, once, with a / after it"),  # noqa: E501  # a message is one line
    ("[[invariant]]\nwhen = { bucket = 'now' }\nreason = 'r'\n", 8, "invariant[0]: demands nothing; give 'then' or 'none'"),  # noqa: E501  # a message is one line
    ("[[invariant]]\nwhen = { buket = 'now' }\nthen = { bucket = 'later' }\nreason = 'r'\n", 9, "invariant[0].when.buket: unknown field; did you mean 'bucket'?"),  # noqa: E501  # a message is one line
    ("[[invariant]]\nwhen = { bucket = 'now' }\nthen = { bucket = 'x' }\nreason = 'r'\n", 10, "invariant[0].then.bucket: unknown value of vocabulary 'bucket': 'x'; expected 'later' or 'now'"),  # noqa: E501  # a message is one line
    ("[[invariant]]\nwhen = { question = 'sellable' }\nnone = { bucket = 'now' }\nreason = 'r'\n", 9, "invariant[0].when.question: unknown question 'sellable'; there is none"),  # noqa: E501  # a message is one line
    ("[[evidence]]\nfield = 'evidence'\n", 8, "evidence[0]: speaks of nothing; give 'ledger' or 'report'"),
    ("[[evidence]]\nledger = 'candidates'\nforbids = 'package'\n", 10, "evidence[0].forbids: unknown word 'package'; expected 'completed-package'"),  # noqa: E501  # a message is one line
    ("[[truth]]\nledger = 'candidates'\nfield = 'state'\ndone = 'x'\n", 10, "truth[0].field: unknown field 'state'; expected 'bucket'"),  # noqa: E501  # a message is one line
    ("[[package]]\npath = 'specs/../x'\n", 9, 'package[0].path: a path with ".." leaves the repository'),
    ("[[package]]\npath = '/specs'\n", 9, "package[0].path: expected a path relative to the repository's root, found an absolute one"),  # noqa: E501  # a message is one line
    ("[[package]]\npath = 'C:/specs'\n", 9, "package[0].path: expected a path relative to the repository's root, found an absolute one"),  # noqa: E501  # a message is one line
    ("[[package]]\npath = 'specs\\*'\n", 9, "package[0].path: a path is written with forward slashes, not backslashes"),
    ("[[package]]\npath = '.git/hooks'\n", 9, "package[0].path: a path inside .git is no document of the repository"),
    ("[[package]]\npath = './specs'\n", 9, 'package[0].path: a path has no empty and no "." component'),
    ("[[package]]\npath = 'specs/*a*b*c*d'\n", 9, "package[0].path: more than 3 groups of * in one component, which can take a matcher minutes"),  # noqa: E501  # a message is one line
    ("[[package]]\npath = \"specs/\\u0007\"\n", 9, "package[0].path: contains a control character"),
    ("[[package]]\npath = 'specs/*'\nenforce = 'closed'\n", 10, "package[0].enforce: unknown word 'closed'; did you mean 'when-closed'?"),  # noqa: E501  # a message is one line
    ("[rules]\nunclasified = 'off'\n", 9, "rules.unclasified: unknown rule; did you mean 'unclassified'?"),
    ("[rules]\nLG201 = 'warn'\n", 9, "rules.LG201: unknown word 'warn'; expected 'block', 'advise' or 'off'"),
    ("[rules.paths]\n'docs/**' = { unclassifed = 'off' }\n", 9, "rules.paths.'docs/**'.unclassifed: unknown rule; did you mean 'unclassified'?"),  # noqa: E501  # a message is one line
    ("[rules.paths]\n'../**' = { LG201 = 'off' }\n", 9, "rules.paths.'../**': a path with \"..\" leaves the repository"),  # noqa: E501  # a message is one line
    ("[[waiver]]\nrule = 'LG201'\nowner = 'o'\nexpires = 2027-01-31\n", 8, "waiver[0]: needs 'reason': Why"),
    ("[[waiver]]\nrule = 'LG201'\nreason = 'r'\nexpires = 2027-01-31\n", 8, "waiver[0]: needs 'owner': Who answers for it"),  # noqa: E501  # a message is one line
    ("[[waiver]]\nrule = 'LG201'\nreason = 'r'\nowner = 'o'\n", 8, "waiver[0]: needs 'expires': The last day on which it applies"),  # noqa: E501  # a message is one line
    ("[[waiver]]\nrule = 'LG201'\n" + WAIVER.replace("2027-01-31", "'2027-01-31'"), 12, "waiver[0].expires: expected a date such as 2027-01-31, without quotes, found a text"),  # noqa: E501  # a message is one line
    ("[[waiver]]\nrule = 'LG40'\n" + WAIVER, 9, "waiver[0].rule: unknown rule 'LG40'; did you mean 'LG401'?"),
    ("[documents]\nlinks = ['docs/\\x']\n", 9, "documents.links[0]: a path is written with forward slashes, not backslashes"),  # noqa: E501  # a message is one line
]  # fmt: skip


@pytest.mark.parametrize(("added", "line", "sentence"), MISTAKES)
def test_a_mistake_is_told_with_line_and_key(added: str, line: int, sentence: str) -> None:
    assert told(SOUND + added) == (f"ledgergate.toml:{line}: {sentence}",)


def test_a_sound_policy_has_no_mistakes() -> None:
    assert policy.load({"ledgergate.toml": SOUND.encode()}, rules=RULES).ledgers.keys() == {"candidates"}


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("../x", 'a path with ".." leaves the repository'),
        ("# apps", 'a comment protects nothing; write "\\#" for a name that begins with #'),
        ("!/", "a pattern that matches nothing"),
        ("a*b*c*d*e", "more than 3 groups of * in one component, which can take a matcher minutes"),
        ("**/a/**/b/**/c/**", "more than 3 ** in one pattern, which can take a matcher minutes"),
        ("x" * 401, "longer than 400 characters"),
    ],
)
def test_a_runtime_pattern_that_protects_nothing_or_too_slowly(pattern: str, sentence: str) -> None:
    assert told(f'[posture]\nruntime = ["apps/**", "{pattern}"]\n') == (
        f"ledgergate.toml:2: posture.runtime[1]: {sentence}",
    )


def test_more_patterns_than_a_posture_can_hold() -> None:
    assert told(f"[posture]\nruntime = {['a'] * 1001}\n") == (
        "ledgergate.toml:2: posture.runtime: more than 1000 entries",
    )


def test_a_posture_without_runtime_paths_protects_nothing() -> None:
    assert told("[posture.read_only]\nalways = true\n") == (
        "ledgergate.toml:1: posture.read_only: protects nothing, because posture.runtime names no path",
    )


def test_all_mistakes_are_told_together_in_the_order_of_lines() -> None:
    text = '[[waiver]]\nrule = "LG201"\n[posture]\nruntim = 3\n[ledger.x]\nitem = ["a"]\n'
    assert told(text) == (
        "ledgergate.toml:1: waiver[0]: needs 'expires': The last day on which it applies",
        "ledgergate.toml:1: waiver[0]: needs 'owner': Who answers for it",
        "ledgergate.toml:1: waiver[0]: needs 'reason': Why",
        "ledgergate.toml:4: posture.runtim: unknown key; did you mean 'runtime'?",
        "ledgergate.toml:5: ledger.x: needs 'sources' (where its items are read) or 'items' (their names)",
        "ledgergate.toml:6: ledger.x.item: unknown key; did you mean 'items'?",
    )


def test_a_mistake_hides_no_unknown_name_elsewhere() -> None:
    text = (
        SOUND
        + "fields.b = { values = 'bukcet' }\n[[report]]\n"
        + REPORT.replace("candidates", "x")
        + "[rules]\nx = 1\n"
    )
    assert told(text) == (
        "ledgergate.toml:8: ledger.candidates.fields.b.values: unknown vocabulary 'bukcet'; did you mean 'bucket'?",
        "ledgergate.toml:11: report[0].ledger: unknown ledger 'x'; expected 'candidates'",
        "ledgergate.toml:14: rules.x: expected 'block', 'advise' or 'off', found a whole number",
        "ledgergate.toml:14: rules.x: unknown rule; expected 'LG201', 'LG208', 'LG401', 'evidence-missing-path', "
        "'lookalike-items' or 'unclassified'",
    )


def test_a_thousand_mistakes_are_counted_and_a_hundred_listed() -> None:
    with pytest.raises(Misused, match=r"^1000 mistakes in ledgergate\.toml") as refused:
        policy.load({"ledgergate.toml": "".join(f"k{index} = 1\n" for index in range(1000)).encode()})
    assert len(refused.value.mistakes) == 101
    assert refused.value.mistakes[-1] == "... and 900 more"


def test_mistakes_in_pyproject_are_told_at_its_own_lines() -> None:
    text = '[project]\nname = "x"\n\n[tool.ledgergate.posture]\nruntim = ["a"]\n'
    assert told(text, "pyproject.toml") == ("pyproject.toml:5: posture.runtim: unknown key; did you mean 'runtime'?",)


def test_a_key_with_control_characters_is_shown_escaped() -> None:
    assert told('"a\\u001b[2J\\nb" = 1\n')[0].startswith("ledgergate.toml:1: 'a\\x1b[2J\\nb': unknown key")


def test_a_group_that_names_no_field_would_select_nothing() -> None:
    text = """
[ledger.tasks]
sources = [{ path = "tasks.md", items = "list" }]
fields.state = { from = "heading" }
[[report]]
path = "tasks.md"
ledger = "tasks"
totals = [{ pattern = '(?P<stat>Done) \\((?P<count>\\d+)/(?P<of>\\d+)\\)' }]
"""
    with pytest.raises(Misused) as raised:
        policy.load({"ledgergate.toml": text.encode()})
    assert any("unknown group 'stat'; did you mean 'state'?" in one for one in raised.value.mistakes), raised.value


TWO = (
    SOUND
    + """\
[vocabulary.state]
values = { open = "open", shut = "shut" }
[ledger.themes]
sources = [{ path = "docs/themes.md", items = "headings", level = 2 }]
fields.bucket = { label = "State", values = "state" }
"""
)


@pytest.mark.parametrize(
    "condition",
    [
        "[[evidence]]\nledger = 'candidates'\nfield = 'bucket'\nwhen = { bucket = 'now' }\n",
        "[[evidence]]\nledger = 'themes'\nfield = 'bucket'\nwhen = { bucket = 'shut' }\n",
        "[[invariant]]\nwhen = { ledger = 'candidates', bucket = 'now' }\nthen = { title = '*' }\nreason = 'r'\n",
        "[[invariant]]\nwhen = { bucket = 'now' }\nnone = { bucket = 'shut' }\nreason = 'r'\n",
    ],
)
def test_two_ledgers_may_give_one_name_to_fields_of_different_words(condition: str) -> None:
    policy.load({"ledgergate.toml": (TWO + condition).encode()}, rules=RULES)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("[[evidence]]\nledger = 'candidates'\nfield = 'bucket'\nwhen = { bucket = 'shut' }\n", "'bucket': 'shut'"),
        (
            "[[invariant]]\nwhen = { ledger = 'themes', bucket = 'now' }\nthen = { title = '*' }\nreason = 'r'\n",
            "'state'",
        ),
        (
            "[[invariant]]\nwhen = { bucket = 'nwo' }\nthen = { title = '*' }\nreason = 'r'\n",
            "'bucket or state': 'nwo'",
        ),
    ],
)
def test_a_word_of_the_other_ledgers_field_is_a_mistake(condition: str, says: str) -> None:
    assert says in told(TWO + condition)[0]


@pytest.mark.parametrize("pattern", ["[[a]b]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]"])
def test_a_pattern_that_a_later_python_reads_otherwise_is_a_mistake(pattern: str) -> None:
    (mistake,) = told(f"[ledger.x]\nitems = ['a']\nkey = '(?P<key>{pattern})'\n")
    assert mistake.startswith("ledgergate.toml:3: ledger.x.key: not a regular expression: Possible ")


def test_a_path_that_is_no_text_is_told_what_it_should_be() -> None:
    assert told("[ledger.x]\nsources = [{ path = 3, items = 'list' }]\n") == (
        "ledgergate.toml:2: ledger.x.sources[0].path: expected a path or glob in the repository, found a whole number",
    )


@pytest.mark.parametrize("path", ["docs/../x.md", "../x.md", "docs/.."])
def test_a_path_that_leads_out_of_its_folder_is_a_mistake_wherever_its_dots_stand(path: str) -> None:
    (mistake,) = told(f"[ledger.x]\nsources = [{{ path = '{path}', items = 'list' }}]\n")
    assert mistake.startswith("ledgergate.toml:2: ledger.x.sources[0].path: ")
    assert ".." in mistake


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("docs//x.md", 'a path has no empty and no "." component'),
        ("docs/./x.md", 'a path has no empty and no "." component'),
        (".git/x.md", "a path inside .git is no document of the repository"),
        ("/docs/x.md", "expected a path relative to the repository's root, found an absolute one"),
    ],
)
def test_a_path_is_written_in_one_way(path: str, said: str) -> None:
    assert told(f"[ledger.x]\nsources = [{{ path = '{path}', items = 'list' }}]\n") == (
        f"ledgergate.toml:2: ledger.x.sources[0].path: {said}",
    )
