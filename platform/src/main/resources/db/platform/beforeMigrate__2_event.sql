-- Facts out (outbox, outbox_lease) and facts in (projection, seen_event, inbox_position, parked_event). Runs before every migration: idempotent.

-- GENERATED ALWAYS and CACHE 1 are guards, not style: ids drawn in blocks by clients or sessions would let a later fact of an aggregate overtake an earlier one.
CREATE TABLE IF NOT EXISTS outbox (
    id                bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    aggregate_type    text        NOT NULL,
    aggregate_id      uuid        NOT NULL,
    aggregate_version bigint      NOT NULL CHECK (aggregate_version > 0),
    type              text        NOT NULL CHECK (type ~ '^[a-z][a-z0-9-]{1,60}$'),  -- the fact's name: unit-founded
    key               text,                                                          -- null: the aggregate's id
    headers           jsonb       NOT NULL DEFAULT '{}',
    payload           json        NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    parked            text,                                                          -- why it cannot be sent; null: pending
    UNIQUE (aggregate_type, aggregate_id, aggregate_version)
) WITH (
    -- a queue: rows die as fast as they come, and what the relay reads is the old end of the index
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000
);
CREATE INDEX IF NOT EXISTS outbox_parked ON outbox (aggregate_type, aggregate_id) WHERE parked IS NOT NULL;

-- One row: who leads now. Only the holder of the present epoch takes rows out of the outbox.
CREATE TABLE IF NOT EXISTS outbox_lease (
    one      boolean     PRIMARY KEY DEFAULT true CHECK (one),
    epoch    bigint      NOT NULL DEFAULT 0,
    holder   text        NOT NULL DEFAULT '',
    taken_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO outbox_lease DEFAULT VALUES ON CONFLICT DO NOTHING;

-- Gate of facts that belong to an aggregate: the version of it that has taken effect here.
CREATE TABLE IF NOT EXISTS projection (
    consumer        text   NOT NULL,
    aggregate_id    uuid   NOT NULL,
    applied_version bigint NOT NULL,
    PRIMARY KEY (consumer, aggregate_id)
);

-- Gate of facts whose effect has no aggregate here.
CREATE TABLE IF NOT EXISTS seen_event (
    consumer text        NOT NULL,
    event_id uuid        NOT NULL,
    seen_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX IF NOT EXISTS seen_event_age ON seen_event (seen_at);

-- How far a partition has taken effect. Its row lock also keeps two owners of a partition (a slow rebalance) apart.
CREATE TABLE IF NOT EXISTS inbox_position (
    consumer    text   NOT NULL,
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    topic_id    text   NOT NULL,           -- a topic made anew counts from 0 again
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
);

CREATE TABLE IF NOT EXISTS parked_event (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer      text        NOT NULL,
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    position      bigint      NOT NULL,
    aggregate     text        NOT NULL,    -- id of the aggregate, or what is known of it in a damaged event
    version       bigint,
    name          text,
    key           bytea,
    headers       jsonb       NOT NULL,
    payload       bytea,
    reason        text        NOT NULL,    -- undecodable | failed | gap | behind
    error         text,                    -- classes and places, never a message: messages quote personal data
    parked_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (consumer, topic, partition, position)
);
CREATE INDEX IF NOT EXISTS parked_event_aggregate ON parked_event (consumer, aggregate, id);

-- Requests may add facts and nothing else; all other work on these tables is the worker's.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'doanket_app') THEN
        REVOKE ALL ON outbox, outbox_lease, projection, seen_event, inbox_position, parked_event FROM doanket_app;
        GRANT INSERT ON outbox TO doanket_app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'doanket_worker') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, outbox_lease, projection, seen_event, inbox_position, parked_event TO doanket_worker;
    END IF;
END $$;
