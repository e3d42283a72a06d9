package org.doanket.finance.payment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** Where a unit receives money; the number itself only sealed. */
@Entity
@Table(name = "bank_account")
class BankAccount {

    @Id
    private UUID unitId;
    private String bankBin;
    private byte[] sealed;
    private byte[] blindIndex;
    private String holder;
    @Version
    private long version;

    BankAccount() {
    }

    BankAccount(UUID unit) {
        unitId = unit;
    }

    void set(String bank, byte[] sealedNumber, byte[] index, String name) {
        bankBin = bank;
        sealed = sealedNumber.clone();
        blindIndex = index.clone();
        holder = name;
    }

    String bank() {
        return bankBin;
    }

    byte[] sealed() {
        return sealed.clone();
    }

    String holder() {
        return holder;
    }

    long version() {
        return version;
    }
}
