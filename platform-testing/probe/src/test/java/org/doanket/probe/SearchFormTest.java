package org.doanket.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.doanket.platform.text.SearchForm;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SearchFormTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @ParameterizedTest
    @CsvSource({"Nguyễn Thị Đào, nguyen thi dao", "ĐẶNG  Văn   Đức, dang van duc", "Trương Mỹ Uyên, truong my uyen",
            "'  Hà Tĩnh ', ha tinh", "工会 定西, 工会 定西", "Nguye\u0302\u0303n, nguyen", "ỢẸỘỊỤỴ, oeoiuy", "O'Brien-42, o'brien-42"})
    void isTheSameInJavaAndInTheDatabase(String text, String expected) throws Exception {
        assertThat(SearchForm.of(text)).isEqualTo(expected);
        try (var connection = worker.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT doanket.search_form(?)")) {
            select.setString(1, text);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(expected);
            }
        }
    }
}
