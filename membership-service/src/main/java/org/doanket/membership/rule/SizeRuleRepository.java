package org.doanket.membership.rule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class SizeRuleRepository implements PanacheRepositoryBase<SizeRule, UUID> {
}
