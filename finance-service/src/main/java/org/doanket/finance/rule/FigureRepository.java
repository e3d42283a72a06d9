package org.doanket.finance.rule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class FigureRepository implements PanacheRepositoryBase<Figure, UUID> {
}
