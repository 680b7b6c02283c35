"""Documents in twelve languages: labels with their signs, words for states, totals; and the lists of words."""

from __future__ import annotations

from itertools import combinations

import pytest

from judging import accepts, findings, rejects
from ledgergate import lexicon, markdown
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Document
from ledgergate.reports.counted import ALL, COUNTS

LISTS = {
    name: getattr(lexicon, name)
    for name in ("STATUS", "PRIORITY", "OWNER", "DONE", "OPEN", "PROGRESS", "DROPPED", "ARCHIVES", "YES")
}
# label, colon, done, open, the word for all, a column that counts
LANGUAGES = {
    "English": ("Status", ":", "Done", "Open", "Total", "Count"),
    "German": ("Zustand", ":", "Erledigt", "Offen", "Gesamt", "Anzahl"),
    "French": ("Statut", " :", "Terminé", "À faire", "Total", "Nombre"),
    "Spanish": ("Estado", ":", "Hecho", "Pendiente", "Total", "Cantidad"),
    "Portuguese": ("Situação", ":", "Concluído", "A fazer", "Soma", "Quantidade"),
    "Italian": ("Stato", ":", "Fatto", "Da fare", "Totale", "Conteggio"),
    "Dutch": ("Toestand", ":", "Klaar", "Te doen", "Totaal", "Aantal"),
    "Polish": ("Stan", ":", "Gotowe", "Do zrobienia", "Razem", "Liczba"),
    "Russian": ("Статус", ":", "Готово", "Открыто", "Итого", "Количество"),
    "Chinese": ("状态", "：", "已完成", "待办", "总计", "数量"),
    "Japanese": ("ステータス", "：", "完了", "未着手", "合計", "件数"),
    "Korean": ("상태", ":", "완료", "대기", "합계", "개수"),
}


def labels(text: str) -> list[tuple[str, str]]:
    read = markdown.read(Document("a.md", text.encode()))
    contents = [one.content for one in read.blocks if one.kind in ("paragraph", "entry", "heading")]
    return [(label.name, label.value_text) for content in contents for label in markdown.labels_of(content)]


@pytest.mark.parametrize("name", LISTS)
def test_words_are_as_they_are_compared(name: str) -> None:
    assert [word for word in LISTS[name] if skeleton(word) != word] == []


def test_no_word_says_two_things() -> None:
    assert [(one, other) for one, other in combinations(LISTS, 2) if LISTS[one] & LISTS[other]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_each_language_are_known(language: str) -> None:
    label, _, done, opened, total, count = LANGUAGES[language]
    assert skeleton(label) in lexicon.STATUS
    assert (lexicon.meaning(skeleton(done)), lexicon.meaning(skeleton(opened))) == ("done", "open")
    assert skeleton(total) in ALL
    assert skeleton(count) in COUNTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_and_its_report_in_each_language(language: str) -> None:
    label, colon, done, opened, total, count = LANGUAGES[language]
    policy = f"""
[vocabulary.status]
values = {{ done = "{done}", open = "{opened}" }}
[ledger.work]
sources = [{{ path = "list.md", items = "headings", level = 2 }}]
key = '^(?P<key>W-\\d+)'
fields.status = {{ label = "{label}", values = "status", required = true }}
[[report]]
path = "report.md"
ledger = "work"
totals = {{ by = "status" }}
"""
    items = ((1, done), (2, opened), (3, done))
    ledger = "".join(f"## W-{at} x\n\n{label}{colon} {word}\n\n" for at, word in items)
    report = "| {} | {} |\n|---|---|\n| {} | {} |\n| {} | 1 |\n| {} | {} |\n"
    right = report.format(label, count, done, 2, opened, total, 3)
    accepts({"list.md": ledger, "report.md": right}, policy)
    wrong = report.format(label, count, done, 2, opened, total, 4)
    rejects("LG305", {"list.md": ledger, "report.md": wrong}, policy, path="report.md", at=5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("状态：完成", [("状态", "完成")]),
        ("**状态**：完成", [("状态", "完成")]),
        ("**状态：**完成", [("状态", "完成")]),
        ("- 【状态】完成 【优先级】高", [("状态", "完成"), ("优先级", "高")]),
        ("【状态】：完成【优先级】：高", [("状态", "完成"), ("优先级", "高")]),
        ("（状态：完成）", [("状态", "完成")]),
        ("状态：完成 ｜ 优先级：高", [("状态", "完成"), ("优先级", "高")]),
        ("✅ 【状態】完了（2026-01-01）", [("状態", "完了（2026-01-01）")]),
        ("Statut : terminé", [("Statut", "terminé")]),
    ],
)
def test_labels_with_wide_signs(text: str, said: list[tuple[str, str]]) -> None:
    assert labels(text) == said


@pytest.mark.parametrize("text", ["详见【状态】一节", "状态（见下）", "登录【状态】", "a **b** c", "** : x"])
def test_brackets_within_a_sentence_are_no_labels(text: str) -> None:
    assert labels(text) == []


def test_a_value_behind_a_wide_label_is_judged_where_it_stands() -> None:
    policy = """
[vocabulary.status]
values = ["完成", "进行中"]
[ledger.work]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.status = { label = "状态", values = "status", required = true }
"""
    accepts({"list.md": "## 登录\n\n【状态】完成（昨天）\n\n## 导出\n\n（状态：进行中）\n"}, policy)
    (found,) = findings({"list.md": "## 登录\n\n【状态】做完\n"}, policy)
    assert (found.code, found.place.line, found.place.column) == ("LG202", 3, 5)


GONE = """
[vocabulary.bucket]
values = ["A"]
[ledger.a]
sources = [{ path = "list.md", items = "headings", level = 2 }]
key = '^(?P<key>A-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket" }
dispositions = { path = "log.md" }
"""


@pytest.mark.parametrize("heading", ["Done", "Erledigt", "Terminé", "Hecho", "已完成", "完了", "Отменено", "Archiv"])
def test_what_stands_below_a_closing_heading_is_gone_in_any_language(heading: str) -> None:
    kept = "## A-1 one\n\n- **Bucket**: A\n\n"
    before: dict[str, str | bytes] = {"list.md": f"{kept}## A-2 two\n\n- **Bucket**: A\n", "log.md": "# L\n"}
    accepts({"list.md": kept, "log.md": f"# L\n\n## {heading}\n\n- A-2 two\n"}, GONE, before)
    rejects("LG205", {"list.md": kept, "log.md": "# L\n\n## Notes\n\n- A-2 two\n"}, GONE, before=before)
