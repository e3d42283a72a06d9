/**
 * The edge of the suite: one address for all services. Refuses early what no service should see, hands on the rest
 * as a stream, and holds nothing: no database, no Kafka, no identity of its own.
 */
package org.doanket.gateway;
