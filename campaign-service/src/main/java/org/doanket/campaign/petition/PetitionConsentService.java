package org.doanket.campaign.petition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.Caller;

/** Words the consent of senders for days to come. */
@ApplicationScoped
@Transactional
public class PetitionConsentService {

    private final DatedRules rules;
    private final Caller caller;

    PetitionConsentService(DatedRules rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    public PetitionView.Wording set(PetitionCommand.SetConsent command) {
        PetitionCommand.Texts texts = command.texts();
        return rules.setting(PetitionView.Wording.TABLE, command.source()).with("text_vi", texts.vi()).with("text_en", texts.en())
                .with("text_zh", texts.zh()).with("set_by", caller.subject()).set();
    }
}
