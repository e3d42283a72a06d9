package org.doanket.servicemap.hours;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class HoursServiceTest {

    private final AgroalDataSource away = (AgroalDataSource) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {AgroalDataSource.class}, (proxy, method, arguments) -> {
                throw new SQLException("nobody answers", "08001");
            });

    @Test
    void startsWithoutItsDatabaseButJudgesNothingUntilTheHolidaysAreKnown() {
        HoursService hours = new HoursService(away, Clock.systemUTC());
        assertThatCode(() -> hours.start(null)).doesNotThrowAnyException();
        hours.stop(null);
        assertThatThrownBy(hours::requireHolidays).isInstanceOf(SQLException.class);
    }
}
