package org.tessera.imaging.drs.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** Everybody may ask what is held: the store is not counted for each. */
@QuarkusTest
@OnRealServers("imaging-commons")
class HeldTest {
    @Inject
    AgroalDataSource dataSource;

    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();

    @Test
    void the_store_is_counted_once_in_five_minutes_and_no_answer_is_older_than_ten() {
        ObjectTable table = new ObjectTable(new Sql(counting()), now::get);
        assertThat(table.held()).isEqualTo(table.held());
        now.addAndGet(Duration.ofMinutes(4).toNanos());
        table.held();
        assertThat(counted).hasValue(1);

        now.addAndGet(Duration.ofMinutes(2).toNanos());
        table.held();
        await().atMost(Duration.ofMinutes(2)).untilAtomic(counted, equalTo(2));

        now.addAndGet(Duration.ofDays(7).toNanos());
        table.held();
        assertThat(counted).as("before the answer").hasValue(3);
    }

    private DataSource counting() {
        return (DataSource) Proxy.newProxyInstance(
                HeldTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    counted.incrementAndGet();
                    return method.invoke(dataSource, arguments);
                });
    }
}
