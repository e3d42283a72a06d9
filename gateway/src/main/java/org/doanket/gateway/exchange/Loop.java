package org.doanket.gateway.exchange;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/** Brings a result that several requests wait for back to the event loop of each. */
public final class Loop {

    private Loop() {
    }

    public static <T> void back(Future<T> result, Handler<AsyncResult<T>> then) {
        if (result.isComplete()) {
            then.handle(result);
            return;
        }
        Context loop = Vertx.currentContext();
        result.onComplete(done -> loop.runOnContext(here -> then.handle(done)));
    }
}
