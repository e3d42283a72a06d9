package org.doanket.membership.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;

/** Who may say what to a transfer that is under way. */
record Transfer(UUID id, UUID member, Side from, Side to, String jurisdiction, String askedBy, String state, LocalDate movesOn, LocalDate silenceEnds,
        String category, String decisionNumber) {

    /** @param hasAgreed who asks has */
    record Side(UUID unit, String path, boolean hasAgreed) {
    }

    /** Whose word an answer is: of one side, or of the unit above both for whoever was silent. */
    enum Word {
        FROM, TO, ABOVE
    }

    static Transfer of(ResultSet row) throws SQLException {
        return new Transfer(row.getObject("id", UUID.class), row.getObject("member_id", UUID.class),
                new Side(row.getObject("from_unit", UUID.class), row.getString("from_path"), row.getObject("from_agreed_at") != null),
                new Side(row.getObject("to_unit", UUID.class), row.getString("to_path"), row.getObject("to_agreed_at") != null),
                row.getString("jurisdiction"), row.getString("asked_by"), row.getString("state"), row.getObject("moves_on", LocalDate.class),
                row.getObject("silence_ends", LocalDate.class), row.getString("category"), row.getString("decision_number"));
    }

    /**
     * Each side answers for itself. Who stands above both decides for a side only when that has been silent for its time: otherwise
     * two sides would be none.
     */
    Word answerOf(UnitScope scope, LocalDate today) {
        if (!state.equals("asked")) {
            throw TransferProblems.state(state);
        }
        if (!from.hasAgreed() && speaksFor(scope, from, to)) {
            return Word.FROM;
        }
        if (!to.hasAgreed() && speaksFor(scope, to, from)) {
            return Word.TO;
        }
        if (!scope.contains(from.path()) || !scope.contains(to.path())) {
            throw TransferProblems.otherSidesTurn();
        }
        if (silenceEnds != null && !today.isAfter(silenceEnds)) {
            throw TransferProblems.notSilentYet(silenceEnds);
        }
        return Word.ABOVE;
    }

    /** Who has asked thinks better of it, until it is done. */
    void mustBeWithdrawableBy(UnitScope scope) {
        mustBeOpen();
        if (!(askedBy.equals("from") ? speaksFor(scope, from, to) : askedBy.equals("to") && speaksFor(scope, to, from))) {
            throw TransferProblems.otherSidesTurn();
        }
    }

    void mustBeOpen() {
        if (!state.equals("asked") && !state.equals("accepted")) {
            throw TransferProblems.state(state);
        }
    }

    /** Settled, when this word has been said too. */
    boolean isAgreedWith(Word word) {
        return word == Word.ABOVE || (word == Word.FROM || from.hasAgreed()) && (word == Word.TO || to.hasAgreed());
    }

    /** Of two units of which one stands above the other, the upper one still speaks for itself. */
    private static boolean speaksFor(UnitScope scope, Side side, Side other) {
        return scope.contains(side.path()) && (!scope.contains(other.path()) || side.unit().equals(scope.unit()));
    }
}
