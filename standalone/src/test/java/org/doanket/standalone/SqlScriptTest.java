package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void quotesTextAndNamesTheWayPsqlDoes() {
        var script = new SqlScript("", Map.of("word", "it's", "name", "a\"b"));

        assertThat(script.filled("SELECT :'word' FROM :\"name\" WHERE x::text = ':word'"))
                .isEqualTo("SELECT 'it''s' FROM \"a\"\"b\" WHERE x::text = ':word'");
    }

    @Test
    void refusesAVariableThatNobodyGave() {
        assertThatThrownBy(() -> new SqlScript("", Map.of()).filled("ALTER ROLE :\"owner\";"))
                .hasMessageContaining("owner");
    }

    @Test
    void endsStatementsAtSemicolonsAndCommands() {
        var script = new SqlScript("""
                -- a remark; with a semicolon
                SELECT 'CREATE ROLE x'
                 WHERE true \\gexec
                \\connect :"database"
                GRANT a TO b;
                """, Map.of());

        assertThat(script.statements()).containsExactly("SELECT 'CREATE ROLE x'\n WHERE true \\gexec", "\\connect :\"database\"", "GRANT a TO b;");
    }

    @Test
    void refusesAScriptThatBreaksOff() {
        assertThatThrownBy(() -> new SqlScript("GRANT a TO", Map.of()).statements()).hasMessageContaining("GRANT a TO");
    }
}
