package im.regent.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a bucket gives away in a while. */
class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    private long nanos = 17;
    private int looks;

    private TokenBucket bucket(long perSecond, long burst) {
        return new TokenBucket(perSecond, burst, () -> {
            looks++;
            return nanos;
        });
    }

    @Test
    void aFullBucketGivesItsBurstAndThenIsOwed() {
        TokenBucket bucket = bucket(50, 500);
        for (int i = 0; i < 500; i++) {
            assertThat(bucket.spend(1)).isTrue();
        }
        assertThat(bucket.debt()).isZero();
        assertThat(bucket.spend(1)).isFalse();
        assertThat(bucket.debt()).isEqualTo(Duration.ofMillis(20));
        nanos += SECOND / 50;
        assertThat(bucket.debt()).isZero();
    }

    @Test
    void muchAtOnceIsPaidForInTime() {
        TokenBucket bucket = bucket(20_000, 200_000);
        assertThat(bucket.spend(264_000)).isFalse();
        assertThat(bucket.debt()).isEqualTo(Duration.ofMillis(3_200));
        nanos += SECOND;
        assertThat(bucket.debt()).isEqualTo(Duration.ofMillis(2_200));
    }

    @Test
    void muchAtOnceAfterAPauseIsNotForgiven() {
        TokenBucket bucket = bucket(20_000, 200_000);
        bucket.spend(1);
        nanos += 3_600 * SECOND;
        assertThat(bucket.spend(240_000)).isFalse();
        assertThat(bucket.debt()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void farBelowTheLimitTheClockIsHardlyRead() {
        TokenBucket bucket = bucket(50, 500);
        looks = 0;
        for (int i = 0; i < 1_000; i++) {
            nanos += SECOND;
            assertThat(bucket.spend(1)).isTrue();
        }
        assertThat(looks).isLessThan(20);
    }

    @Test
    void inEverySpanNoMoreIsGivenThanRateAndBurstAndASlice() {
        Random random = new Random(1);
        for (int run = 0; run < 100; run++) {
            TokenBucket bucket = bucket(50, 500);
            // A client that waits and then takes all that it gets, again and again.
            for (int round = 0; round < 20; round++) {
                nanos += (long) (random.nextDouble() * 20 * SECOND);
                int given = 0;
                while (bucket.spend(1)) {
                    given++;
                }
                assertThat(given).isLessThanOrEqualTo(500 + 500 / 8);
            }
        }
    }

    @Test
    void whoAsksFirstNeverOwes() {
        TokenBucket bucket = bucket(10, 2);
        assertThat(bucket.trySpend()).isTrue();
        assertThat(bucket.trySpend()).isTrue();
        assertThat(bucket.trySpend()).isFalse();
        nanos += SECOND / 10 - 1;
        assertThat(bucket.trySpend()).isFalse();
        nanos += 1;
        assertThat(bucket.trySpend()).isTrue();
        assertThat(bucket.trySpend()).isFalse();
        assertThat(bucket.debt()).isZero();
    }
}
