package org.doanket.finance.fund;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** The employers' fund as it is shown. */
public interface FundView {

    /** A declaration. {@code difference}: what it added to what was owed before it. {@code unit}: in whose books it is owed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Declaration(UUID id, @JsonIgnore long no, UUID employer, UUID unit, YearMonth month, Money payroll, int headCount,
    int organisationMembers,
    Money assessed, Money difference, Ratio rate, String citation, boolean verified, String note, OffsetDateTime recordedAt) {

        static Declaration of(ResultSet row) throws SQLException {
            return new Declaration(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("employer_id", UUID.class),
                    row.getObject("unit_id", UUID.class), monthOf(row, "month"), money(row, "payroll"), row.getInt("head_count"),
                    row.getInt("organisation_members"), money(row, "assessed"), money(row, "difference"),
                    new Ratio(row.getLong("part_num"), row.getLong("part_den")), row.getString("citation"), row.getBoolean("verified"),
                    row.getString("note"), row.getObject("recorded_at", OffsetDateTime.class));
        }
    }

    /**
     * A receipt. {@code account}: where the money came to. {@code waiting}: what of all the employer's money has found no month to pay yet.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(UUID id, @JsonIgnore long no, UUID employer, UUID unit, Money amount, LocalDate day, String account, Money waiting,
            UUID bankLine, UUID paymentRequest, UUID reverses, UUID reversedBy, String note, OffsetDateTime bookedAt) {

        static Receipt of(ResultSet row) throws SQLException {
            return new Receipt(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("employer_id", UUID.class),
                    row.getObject("unit_id", UUID.class), money(row, "amount"), row.getObject("day", LocalDate.class),
                    row.getString("account"), money(row, "waiting"), row.getObject("bank_line", UUID.class),
                    row.getObject("request_id", UUID.class), row.getObject("reverses_id", UUID.class),
                    row.getObject("reversed_by", UUID.class), row.getString("note"), row.getObject("booked_at", OffsetDateTime.class));
        }
    }

    /** How a month of an employer stands. {@code held}: apart, for want of a union. {@code overdue}: as of the day that was asked about. */
    record Month(UUID employer, @JsonIgnore long employerNo, UUID unit, YearMonth month, boolean held, Money payroll, int headCount,
            Money assessed,
            Money relieved, Money paid, Money outstanding, LocalDate dueOn, boolean overdue) {

        static Month of(ResultSet row) throws SQLException {
            return new Month(row.getObject("employer_id", UUID.class), row.getLong("employer_no"), row.getObject("unit_id", UUID.class),
                    monthOf(row, "month"), row.getBoolean("held"), money(row, "payroll"), row.getInt("head_count"), money(row, "assessed"),
                    money(row, "relieved"), money(row, "paid"), money(row, "outstanding"), row.getObject("due_on", LocalDate.class),
                    row.getBoolean("overdue"));
        }
    }

    /**
     * What an employer is late with as of a day. {@code fines}: what the law lets an authority impose, for information; nothing of it is
     * owed here. {@code lateFee}: what is added a day where a rule says so; for Viet Nam it was found for social insurance only, not for the fund.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Arrears(UUID employer, @JsonIgnore long employerNo, String taxCode, String name, int months, YearMonth oldest, Money overdue,
    List<Fine> fines, Remedy remedy, LateFee lateFee) {
    }

    record LateFee(Ratio perDay, String citation, boolean verified) {
    }

    /**
     * From the least to the most ({@code toExcluded}: under it), of a person; {@code organisation}: of an employer that is none. {@code capped}: the
     * most that the law allows at all was reached.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fine(String kind, Money from, Money to, boolean toExcluded, boolean capped, String citation, boolean verified,
            OfOrganisation organisation) {
    }

    record OfOrganisation(Money from, Money to, String citation, boolean verified) {
    }

    record Remedy(int days, String citation, boolean verified) {
    }

    /** A decision. Without an employer it is an act under which others are granted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(UUID id, @JsonIgnore long no, String kind, UUID unit, UUID employer, UUID under, String actNumber, LocalDate decidedOn,
    YearMonth from, YearMonth to, LocalDate payableBy, Ratio part, Ratio idle, Integer staff, Integer idleStaff, String reason,
    OffsetDateTime recordedAt, OffsetDateTime revokedAt, String revokedWhy) {

        static Decision of(ResultSet row) throws SQLException {
            return new Decision(row.getObject("id", UUID.class), row.getLong("no"), row.getString("kind"), row.getObject("unit_id",
                    UUID.class),
                    row.getObject("employer_id", UUID.class), row.getObject("under_id", UUID.class), row.getString("act_number"),
                    row.getObject("decided_on", LocalDate.class), monthOf(row, "from_month"), monthOf(row, "to_month"),
                    row.getObject("due_on", LocalDate.class), ratio(row, "part"), ratio(row, "idle"), row.getObject("staff", Integer.class),
                    row.getObject("idle", Integer.class), row.getString("reason"), row.getObject("recorded_at", OffsetDateTime.class),
                    row.getObject("revoked_at", OffsetDateTime.class), row.getString("revoked_why"));
        }

        private static Ratio ratio(ResultSet row, String name) throws SQLException {
            Long numerator = row.getObject(name + "_num", Long.class);
            return numerator == null ? null : new Ratio(numerator, row.getLong(name + "_den"));
        }
    }

    private static YearMonth monthOf(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), row.getString("currency"));
    }
}
