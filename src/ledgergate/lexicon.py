"""Words that people write for the state of work, in English, German, French, Spanish, Portuguese, Italian, Dutch,
Polish, Finnish, Russian, Chinese, Japanese and Korean: data that helps to tell what a column, a label or a heading
says.

Words are in lower case and without signs, as `ledgers.words.skeleton` leaves them. They help where nothing else tells;
a policy's vocabulary decides. Those for a total and a count stand in `reports.counted`.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(one.split()) for one in text.split(","))


# What the column or the label is called.
STATUS = _words("""
    status, state, stage, decision status, lifecycle, progress, resolution,
    stand, zustand, bearbeitungsstand, fortschritt, statut, état, etat, avancement,
    estado, situación, situacion, situação, situacao, andamento, stato, avanzamento, toestand, voortgang,
    stan, postęp, stav, статус, состояние, стадия,
    状态, 狀態, 进度, 進度, 状況, 状態, ステータス, 進捗, 상태, 진행 상황, 진행상황,
    tila, vaihe
""")
PRIORITY = _words("""
    priority, prio, severity, importance, urgency, rank, moscow,
    priorität, prioritaet, dringlichkeit, wichtigkeit, priorité, priorite, prioridad, prioridade, priorità, priorita,
    prioriteit, urgentie, priorytet, ważność, приоритет, важность,
    优先级, 優先級, 优先度, 優先度, 優先順位, 重要度, 우선순위, 중요도,
    prioriteetti, kiireellisyys
""")
OWNER = _words("""
    owner, assignee, assigned, assigned to, responsible, lead, author, authors, champion, who, dri, maintainer,
    verantwortlich, verantwortlicher, verantwortliche, zuständig, bearbeiter, besitzer, autor, autoren, wer,
    responsable, propriétaire, assigné, auteur, propietario, encargado, asignado, responsável, responsavel, dono,
    responsabile, assegnatario, autore, proprietario, verantwoordelijke, eigenaar, toegewezen,
    właściciel, odpowiedzialny, przypisany, ответственный, исполнитель, владелец, автор,
    负责人, 負責人, 责任人, 作者, 担当, 担当者, 責任者, オーナー, 담당자, 책임자, 작성자,
    omistaja, vastuuhenkilö, tekijä
""")
# What stands in it.
FINISHED = _words("""
    done, complete, completed, finished, erledigt, fertig, fertiggestellt, abgeschlossen,
    terminé, termine, terminée, fini, fait, achevé, complété, complétée,
    hecho, terminado, completado, completada, finalizado,
    concluído, concluido, concluída, feito, completo, finalizada, fatto, completato, completata, finito, concluso,
    terminato, klaar, gereed, voltooid, afgerond, gedaan, gotowe, zrobione, ukończone, zakończone, wykonane,
    готово, сделано, завершено, завершён, завершен, выполнено, 完成, 已完成, 完了, 済, 済み, 終了, 완료, 완료됨, 종료,
    valmis, tehty
""")
# What became of what is finished.
DONE = FINISHED | _words("""
    closed, implemented, shipped, merged, released, final, delivered, resolved, live, deployed, fixed, satisfied,
    fulfilled,
    umgesetzt, geschlossen, gelöst, ausgeliefert, behoben, zusammengeführt,
    livré, implémenté, réalisé, fermé, clos, résolu, clôturé,
    cerrado, entregado, resuelto, implementado, listo, fechado, entregue, resolvido, pronto,
    chiuso, consegnato, risolto, gesloten, opgeleverd, opgelost, zamknięte, wdrożone, закрыто, реализовано, решено,
    已关闭, 已關閉, 已实现, 已上线, 已发布, 已解决, 対応済み, 実装済み, 解決済み, リリース済み,
    해결됨, 구현됨, 구현 완료, suljettu, ratkaistu, korjattu, toteutettu, käsitelty
""")
OPEN = _words("""
    open, todo, to do, pending, planned, backlog, new, draft, proposed, not started, ready, queued, upcoming, next,
    offen, noch offen, geplant, ausstehend, neu, entwurf, vorgeschlagen, nicht begonnen, zu erledigen, bereit,
    ouvert, ouverte, à faire, a faire, prévu, planifié, en attente, nouveau, brouillon, proposé, non commencé,
    abierto, abierta, por hacer, pendiente, planificado, planeado, nuevo, borrador, propuesto, no iniciado,
    sin empezar,
    aberto, aberta, a fazer, pendente, planejado, planeada, novo, rascunho, proposto, não iniciado,
    aperto, aperta, da fare, in attesa, pianificato, nuovo, bozza, proposto, non iniziato,
    te doen, gepland, nieuw, concept, voorgesteld, niet gestart, openstaand,
    otwarte, do zrobienia, zaplanowane, oczekujące, nowe, szkic, proponowane, nierozpoczęte,
    открыто, открыт, к выполнению, сделать, запланировано, в ожидании, новое, черновик, предложено, не начато,
    未开始, 未開始, 待办, 待辦, 待处理, 待處理, 未完成, 计划中, 計劃中, 草稿, 提议,
    未着手, 未対応, 未完了, 予定, 計画中, 下書き, 提案, 新規, オープン, 대기, 대기중, 대기 중, 예정, 미착수, 할 일,
    할일, 초안, 제안,
    avoin, avoinna, tekemättä, suunniteltu, luonnos, ehdotettu, uusi, aloittamatta
""")
PROGRESS = _words("""
    in progress, active, doing, started, wip, ongoing, implementing, in review, review, in development, under way,
    underway,
    in arbeit, in bearbeitung, laufend, läuft, aktiv, begonnen, in umsetzung, im review,
    en cours, actif, commencé, en développement, en revue,
    en curso, en progreso, en proceso, activo, iniciado, en desarrollo, en revisión,
    em andamento, em progresso, em curso, ativo, em desenvolvimento, em revisão,
    in corso, in lavorazione, attivo, iniziato, in sviluppo, in revisione,
    bezig, mee bezig, in uitvoering, lopend, actief, gestart, in behandeling, onder review,
    w toku, w trakcie, aktywne, rozpoczęte, w realizacji,
    в работе, в процессе, выполняется, активно, начато, в разработке, на проверке,
    进行中, 進行中, 开发中, 開發中, 处理中, 處理中, 评审中, 作業中, 対応中, 実装中, 開発中, 着手, レビュー中, 진행,
    진행중, 진행 중, 개발 중, 검토 중,
    kesken, työn alla, käynnissä, aktiivinen, meneillään
""")
DROPPED = _words("""
    dropped, rejected, withdrawn, abandoned, superseded, obsolete, retired, removed, cancelled, canceled, declined,
    deprecated, discarded, wont do, wontfix, not planned, replaced, archived,
    verworfen, abgelehnt, entfallen, gestrichen, ersetzt, zurückgezogen, veraltet, abgebrochen, aufgegeben,
    archiviert,
    abandonné, rejeté, annulé, retiré, supprimé, obsolète, remplacé, refusé,
    descartado, rechazado, cancelado, retirado, abandonado, obsoleto, reemplazado, eliminado,
    rejeitado, substituído, removido, scartato, rifiutato, annullato, ritirato, abbandonato, sostituito, rimosso,
    vervallen, afgewezen, geannuleerd, ingetrokken, vervangen, verouderd, geschrapt,
    odrzucone, anulowane, porzucone, wycofane, zastąpione, usunięte, przestarzałe,
    отклонено, отменено, отозвано, заброшено, заменено, удалено, устарело,
    已取消, 取消, 已放弃, 已拒绝, 拒绝, 已废弃, 废弃, 作废, 中止, 却下, 廃止, 見送り, キャンセル, 取り下げ,
    취소, 취소됨, 거절, 폐기, 철회,
    hylätty, peruttu, vanhentunut, korvattu, poistettu
""")
ARCHIVES = _words(
    "archive, archives, archiv, archivo, arquivo, archivio, archief, archiwum, архив, 归档, アーカイブ, 보관"
)
# Headings below which stands what comes after this.
AHEAD = _words("""
    next steps, next step, future enhancements, future improvements, future work, future ideas, improvements checklist,
    suggested improvements, nice to have, deferred, deferred items, deferred tasks, deferred work,
    nächste schritte, weitere schritte, zukünftige arbeiten, zukünftige verbesserungen, künftige arbeiten, ausblick,
    prochaines étapes, améliorations futures, évolutions futures,
    próximos pasos, siguientes pasos, mejoras futuras, mejoras futuras sugeridas, trabajo futuro,
    próximos passos, melhorias futuras, trabalhos futuros, prossimi passi, miglioramenti futuri, sviluppi futuri,
    volgende stappen, toekomstig werk, następne kroki, kolejne kroki, следующие шаги, дальнейшие шаги,
    下一步, 后续步骤, 后续扩展, 后续阶段, 后续优化, 未来计划, 改进建议, 次のステップ, 今後の予定, 今後の課題, 改善点,
    다음 단계, 향후 계획, 개선사항, 개선사항 체크리스트,
    seuraavat vaiheet, jatkokehitys
""")
YES = _words("""
    yes, pass, passed, ok, okay, ja, bestanden, oui, réussi, sí, si, aprobado, sim, aprovado, superato, geslaagd,
    tak, zaliczone, да, пройдено, 是, 通过, 合格, はい, 예, 통과
""")
RESULTS = DONE | YES  # what a checklist's column says where its boxes would be ticked
CLOSING = DONE | DROPPED | ARCHIVES  # headings under which stands what is gone
# Words that may stand for each other, in one repository or another.
ALIKE = (
    DONE,
    frozenset(["accepted", "approved", "agreed"]),
    PROGRESS,
    OPEN | {"review"},
    frozenset(["rejected", "withdrawn", "cancelled", "canceled", "abandoned", "declined"]),
    frozenset(["superseded", "replaced", "deprecated", "obsolete", "retired"]),
    frozenset(["blocked", "deferred", "paused", "waiting", "stagnant"]),
)
# What people mean by a sign.
SIGNS = {
    **dict.fromkeys("✅☑✔✓", "done"),
    **dict.fromkeys("⬜☐🔲⚪📋", "open"),
    **dict.fromkeys("🟡🚧🔄🏗⏳", "in progress"),
    **dict.fromkeys("❌🚫✗✘", "dropped"),
}
# Words that are one value, unless a legend offers two of them.
SAME = (
    FINISHED.union(sign for sign, sense in SIGNS.items() if sense == "done"),
    _words("review, in review, under review, ready for review"),
    _words("cancelled, canceled"),
)
# A status of any kind, not of work alone; and what else things are sorted by.
KNOWN = DONE | OPEN | PROGRESS | DROPPED | {
    "accepted", "deferred", "blocked", "approved", "experimental", "provisional", "implementable", "stagnant",
    "living", "inactive", "paused", "meta", "mandatory", "optional", "now", "later", "never", "must", "should",
    "could", "progress", "last", "frozen", "unrecommended",
}  # fmt: skip
BUCKETS = KNOWN | {
    "remaining", "icebox", "someday", "idea", "ideas", "high", "medium", "low", "critical", "won't", "wont", "on hold",
    "p0", "p1", "p2", "p3", "später", "jetzt",
}  # fmt: skip
STAGES = frozenset(("stage", "phase", "tier", "priority", "milestone", "release", "wave", "horizon", "finished"))
# Beside another one's words, they say something else than that one.
LESS = _words("""
    not, non, no, never, partially, partial, partly, half, nearly, almost, to, nicht, kein, teilweise, fast, pas, não,
    nao, parcialmente, parcial, casi, quasi, niet, nie, не, частично,
    but, pending, except, until, unless, without, reverted, removal, blocked, aber, ohne, bis, sauf, sin, senza
""")
_FULLY = (
    "fully",
    "all",
    "and",
    "is",
    "now",
    "100",
    "implementation",
    "",
)  # beside a word for done, these change nothing
MEANINGS = {"done": DONE, "open": OPEN, "in progress": PROGRESS, "dropped": DROPPED}


def meaning(word: str) -> str:
    """What a word, in lower case and without signs, says of work: "done", "open", "in progress", "dropped", or ""."""
    return next((name for name, words in MEANINGS.items() if word in words), "")


def alike(one: str, other: str) -> bool:
    """Whether two words may mean the same: of one group, or at least one of them in none."""
    groups = [next((group for group in ALIKE if not group.isdisjoint(_parts(word))), None) for word in (one, other)]
    return None in groups or groups[0] is groups[1]


def is_done(word: str) -> bool:
    """Whether a word, or a vocabulary's key, says that all is done: "planning complete" says it of the plan alone."""
    parts = _parts(word)
    return " ".join(parts) in DONE or (not DONE.isdisjoint(parts) and DONE.union(_FULLY).issuperset(parts))


def _parts(word: str) -> list[str]:
    return re.split(r"[\W_]+", word.casefold())
