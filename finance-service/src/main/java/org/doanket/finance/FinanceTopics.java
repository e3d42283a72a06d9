package org.doanket.finance;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Retelling;
import org.doanket.platform.event.Topic;

/** What finance-service tells the others. */
class FinanceTopics {

    @Produces
    @Singleton
    Topic unitMonth() {
        return Topic.log("unit-month");
    }

    /** Of members: up to which month each has paid. */
    @Produces
    @Singleton
    Topic standing() {
        return Topic.compacted("standing");
    }

    @Produces
    @Singleton
    Retelling standings() {
        return new Retelling("standing", "SELECT s.member_id AS id FROM member_standing s JOIN member_ref r ON r.no = s.member_no JOIN unit_ref u ON u.id = r.unit_id "
                + "WHERE s.member_id > ? AND u.path >= ? AND u.path < ? ORDER BY s.member_id LIMIT ? FOR UPDATE OF s",
                "UPDATE member_standing SET version = version + 1 WHERE member_id IN (SELECT id FROM due) RETURNING *", """
                SELECT c.member_id, c.version, 'member-standing-changed', (jsonb_build_object('id', c.member_id, 'unitId', r.unit_id,
                    'paidUpTo', to_char(c.paid_up_to, 'YYYY-MM'))
                    || CASE WHEN c.reminded IS NULL THEN '{}' ELSE jsonb_build_object('reminded', c.reminded) END)::json
                  FROM changed c JOIN member_ref r ON r.no = c.member_no""");
    }

    /** What units gave, drives that are over, grants that were paid: no person is in it. */
    @Produces
    @Singleton
    Topic contribution() {
        return Topic.log("contribution");
    }
}
