package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ManifestVerdict.Reason;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Nothing of a store is believed that the master has not signed, or that is older than here. */
final class ManifestGateTest {
  private static final KeyPair OLD = Sets.key("Ed25519");
  private static final KeyPair NEW = Sets.key("Ed25519");
  private static final KeyPair CURVE = Sets.key("EC");
  private static final ManifestGate GATE = gate(Map.of("old", OLD));
  private static final Manifest MANIFEST = Sets.first(Sets.api("orders", "v1"));

  private static ManifestGate gate(Map<String, KeyPair> keys) {
    return new ManifestGate(Sets.ID, "eu-west", Sets.trusting(keys));
  }

  private static ManifestVerdict seen(ManifestGate gate, byte[] signed, long version) {
    return gate.authentic(signed, Pointer.to(version, signed));
  }

  private static ManifestVerdict admitted(Manifest manifest, Floor floor, Instant now) {
    return GATE.admitted(manifest, "us-east", floor, now);
  }

  private static Reason reason(ManifestVerdict verdict) {
    return verdict instanceof ManifestVerdict.Refused(Reason reason, String sentence)
            && !sentence.isBlank()
        ? reason
        : null;
  }

  @Test
  void what_the_master_signed_for_this_region_is_admitted() {
    byte[] signed = Sets.signed(MANIFEST, "old", OLD);

    assertThat(seen(GATE, signed, 1)).isEqualTo(new ManifestVerdict.Admitted(MANIFEST));
    assertThat(admitted(MANIFEST, Floor.NONE, Sets.NOON))
        .isEqualTo(new ManifestVerdict.Admitted(MANIFEST));
  }

  @Test
  void every_reason_to_refuse_has_its_case() {
    byte[] signed = Sets.signed(MANIFEST, "old", OLD);
    Pointer pointer = Pointer.to(1, signed);
    byte[] torn = Arrays.copyOf(signed, signed.length - 1);
    byte[] swapped = signed.clone();
    swapped[signed.length / 2] ^= 1;
    byte[] noise = "noise".getBytes(UTF_8);
    Floor floor = new Floor(Pointer.to(2, signed), 1);
    Map<Reason, ManifestVerdict> cases = new EnumMap<>(Reason.class);
    cases.put(Reason.LENGTH, GATE.authentic(torn, pointer));
    cases.put(Reason.DIGEST, GATE.authentic(swapped, pointer));
    cases.put(Reason.FORM, seen(GATE, noise, 1));
    cases.put(Reason.UNKNOWN_KEY, seen(GATE, Sets.signed(MANIFEST, "other", OLD), 1));
    cases.put(Reason.BAD_SIGNATURE, seen(GATE, Sets.signed(MANIFEST, "old", NEW), 1));
    cases.put(Reason.MIXED, seen(GATE, signed, 2));
    cases.put(
        Reason.OTHER_MASTER,
        new ManifestGate(Sets.ID, "us-east", Sets.trusting(Map.of("old", OLD)))
            .admitted(MANIFEST, "us-east", Floor.NONE, Sets.NOON));
    cases.put(Reason.OUT_OF_SCOPE, GATE.admitted(MANIFEST, "ap-south", Floor.NONE, Sets.NOON));
    cases.put(Reason.OLD_EPOCH, admitted(MANIFEST, new Floor(pointer, 2), Sets.NOON));
    cases.put(Reason.VERSION_FELL, admitted(MANIFEST, floor, Sets.NOON));
    cases.put(
        Reason.VERSION_REWRITTEN,
        ManifestGate.objection(Pointer.to(2, noise), floor).orElseThrow());
    cases.put(Reason.EXPIRED, admitted(MANIFEST, Floor.NONE, Sets.NOON.plus(Duration.ofDays(7))));
    cases.put(
        Reason.FROM_THE_FUTURE,
        admitted(MANIFEST, Floor.NONE, Sets.NOON.minus(Duration.ofMinutes(6))));

    ManifestPage page = MANIFEST.objects().pages().getFirst();
    cases.put(Reason.PAGE, UnreadablePage.wrong(Sets.READER, page, "it is noise").refused());

    assertThat(cases.keySet()).isEqualTo(EnumSet.allOf(Reason.class));
    cases.forEach((reason, verdict) -> assertThat(reason(verdict)).isEqualTo(reason));
  }

  @Test
  void a_manifest_of_another_set_or_fleet_is_never_taken_for_this_one() {
    for (SetId other :
        List.of(new SetId("three-regions", "portal"), new SetId("other", "gateway"))) {
      Manifest foreign =
          new Manifest(
              other,
              MANIFEST.edition(),
              MANIFEST.note(),
              MANIFEST.scope(),
              MANIFEST.deletions(),
              MANIFEST.objects());

      assertThat(reason(seen(GATE, Sets.signed(foreign, "old", OLD), 1))).isEqualTo(Reason.MIXED);
    }
  }

  @Test
  void a_change_of_any_byte_is_refused_even_by_who_may_move_the_pointer() {
    byte[] signed = Sets.signed(MANIFEST, "old", OLD);
    List<Integer> admitted = new ArrayList<>();
    for (int at = 0; at < signed.length; at++) {
      byte[] changed = signed.clone();
      changed[at] ^= 1;
      if (seen(GATE, changed, 1) instanceof ManifestVerdict.Admitted) {
        admitted.add(at);
      }
    }

    assertThat(admitted).isEmpty();
    for (int length = 0; length < signed.length; length++) {
      byte[] cut = Arrays.copyOf(signed, length);
      assertThat(length > 0 && seen(GATE, cut, 1) instanceof ManifestVerdict.Admitted).isFalse();
    }
  }

  @Test
  void while_a_key_is_replaced_both_old_and_new_readers_take_it() {
    byte[] body = SignedManifest.body(MANIFEST);
    byte[] both =
        new SignedManifest(
                body, List.of(Sets.signature("old", OLD, body), Sets.signature("new", NEW, body)))
            .encode();

    for (Map<String, KeyPair> keys :
        List.of(Map.of("old", OLD), Map.of("new", NEW), Map.of("old", OLD, "new", NEW))) {
      assertThat(seen(gate(keys), both, 1)).isEqualTo(new ManifestVerdict.Admitted(MANIFEST));
    }
    assertThat(reason(seen(gate(Map.of()), both, 1))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(seen(gate(Map.of("new", CURVE)), both, 1))).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void a_key_on_the_curve_of_key_services_signs_as_well() {
    byte[] signed = Sets.signed(MANIFEST, "vault", CURVE);

    assertThat(seen(gate(Map.of("vault", CURVE)), signed, 1))
        .isEqualTo(new ManifestVerdict.Admitted(MANIFEST));
  }

  @Test
  void a_signature_under_a_known_id_by_another_key_is_no_signature() {
    String text = new String(Sets.signed(MANIFEST, "other", NEW), ISO_8859_1);

    assertThat(
            reason(
                seen(
                    GATE,
                    text.replace("signature other", "signature old").getBytes(ISO_8859_1),
                    1)))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void a_manifest_expires_against_the_time_that_the_run_began() {
    Instant end = MANIFEST.edition().expires();
    BiFunction<Instant, Floor, ManifestVerdict> at = (now, floor) -> admitted(MANIFEST, floor, now);

    assertThat(at.apply(end.minusMillis(1), Floor.NONE))
        .isInstanceOf(ManifestVerdict.Admitted.class);
    assertThat(reason(at.apply(end, Floor.NONE))).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void a_pointer_may_stay_or_rise() {
    byte[] one = {1};
    Floor floor = new Floor(Pointer.to(5, one), 1);

    assertThat(ManifestGate.objection(Pointer.to(5, one), floor)).isEmpty();
    assertThat(ManifestGate.objection(Pointer.to(6, one), floor)).isEmpty();
    assertThat(ManifestGate.objection(Pointer.to(1, one), Floor.NONE)).isEmpty();
    assertThat(
            ManifestGate.objection(Pointer.to(4, one), floor).map(ManifestVerdict.Refused::reason))
        .contains(Reason.VERSION_FELL);
  }

  @Test
  void keys_of_other_kinds_are_refused_where_they_are_declared() {
    Set<String> sentences = new TreeSet<>();
    for (String key : List.of("????", "AAAA", Arrays.toString(new byte[40]))) {
      try {
        TrustedKey.parse(key);
      } catch (IllegalArgumentException e) {
        sentences.add(String.valueOf(e.getMessage()));
      }
    }

    assertThat(sentences)
        .containsExactly(
            "a public key in base64 was expected",
            "expected the public key of an Ed25519 or P-256 key, X.509 in base64");
  }
}
