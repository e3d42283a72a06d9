package org.doanket.finance.bank;

import java.sql.SQLException;

/** Takes the lines of a statement one by one as they are read, in the file's order. */
interface StatementLines {

    void accept(StatementLine line) throws SQLException;
}
