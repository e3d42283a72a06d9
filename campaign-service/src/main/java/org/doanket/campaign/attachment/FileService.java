package org.doanket.campaign.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.UUID;

/**
 * Files that come and go with rows: one whose row is not committed is taken away again, and one whose row goes is removed only once that is certain.
 */
@ApplicationScoped
public class FileService {

    private final AttachmentStore store;
    private final TransactionSynchronizationRegistry transactions;

    FileService(AttachmentStore store, TransactionSynchronizationRegistry transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Before the row that names it. */
    public void put(UUID id, byte[] content) {
        afterwards(Status.STATUS_ROLLEDBACK, () -> store.remove(id));
        store.put(id, content);
    }

    /** After the row that names it. */
    public void remove(UUID id) {
        afterwards(Status.STATUS_COMMITTED, () -> store.remove(id));
    }

    /** @return empty where the file is lost, which a restored database can know of */
    public Optional<byte[]> get(UUID id) {
        return store.get(id);
    }

    private void afterwards(int ended, Runnable deed) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == ended) {
                    deed.run();
                }
            }
        });
    }
}
