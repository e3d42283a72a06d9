package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class TradeService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;

    TradeService(AgroalDataSource dataSource, DatedRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    /** A new trade is there with its code at once, and with a name, so that an opening may be of it, from its day on. */
    public TradeView set(TradeCommand command) {
        var setting = rules.setting(TradeView.TABLE, command.source());
        if (setting.isSound()) {
            Sql.of("INSERT INTO job_trade_code (code) VALUES (?) ON CONFLICT DO NOTHING", command.code()).run(dataSource);
        }
        return setting.with("code", command.code()).with("name_vi", command.name().vi()).with("name_en", command.name().en())
                .with("name_zh", command.name().zh()).with("is_used", command.used()).set();
    }
}
