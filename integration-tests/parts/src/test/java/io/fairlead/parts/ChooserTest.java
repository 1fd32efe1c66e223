package io.fairlead.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Found.Beyond;
import io.fairlead.parts.Found.Present;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How it is told whether this machine has what LocalStack runs in. */
class ChooserTest {
  @TempDir private Path folder;

  @Test
  void an_engine_that_answers_its_ping_is_present() throws Exception {
    assertThat(asked("HTTP/1.0 200 OK\r\n\r\nOK"))
        .isEqualTo(new Present(folder.resolve("docker.sock")));
  }

  @Test
  void an_engine_that_refuses_is_beyond_the_tests_and_its_answer_is_told() throws Exception {
    assertThat(asked("HTTP/1.0 503 Service Unavailable\r\n\r\n"))
        .isInstanceOfSatisfying(
            Beyond.class,
            no -> assertThat(no.why()).contains("no Docker engine", "docker.sock", "503"));
  }

  @Test
  void a_socket_that_is_not_there_is_named() {
    Path socket = folder.resolve("docker.sock");

    assertThat(Engines.find("unix://" + socket))
        .isEqualTo(new Beyond("no Docker engine: nothing answers at unix://" + socket));
  }

  @Test
  void a_port_where_nobody_listens_is_named() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(Engines.find("tcp://127.0.0.1:" + port))
        .isEqualTo(new Beyond("no Docker engine: nothing answers at tcp://127.0.0.1:" + port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://docker.invalid:2375",
        "tcp:///docker",
        "unix:docker.sock",
        "docker:2375",
        "no place at all",
        "tcp://"
      })
  void a_host_that_leads_nowhere_is_named_and_nothing_breaks(String host) {
    assertThat(Engines.find(host))
        .isInstanceOfSatisfying(
            Beyond.class, no -> assertThat(no.why()).contains("no Docker engine", host));
  }

  @Test
  void a_host_that_is_blank_is_the_usual_socket() {
    assertThat(Engines.find(" ")).isEqualTo(Engines.find("unix:///var/run/docker.sock"));
  }

  @Test
  void an_engine_that_takes_the_call_and_never_answers_is_named() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Engines.find("tcp://127.0.0.1:" + silent.getLocalPort()))
          .isInstanceOfSatisfying(
              Beyond.class, no -> assertThat(no.why()).contains("gives no answer in 5 s"));
    }
  }

  @Test
  void of_the_pythons_the_first_that_is_new_enough_is_taken() {
    assertThat(Pythons.newer(6, List.of("no-such-python", "python3"))).contains("python3");
  }

  @Test
  void a_python_that_is_too_old_is_not_taken() throws IOException {
    Path old = script("python3", "exec python3 -c \"import sys; sys.exit(1)\"");

    assertThat(Pythons.newer(13, List.of(old.toString()))).isEmpty();
    assertThat(Pythons.newer(99, List.of("python3"))).isEmpty();
    assertThat(Pythons.lacking(13)).startsWith("no Python 3.13 or newer: tried python3,");
  }

  @Test
  void an_environment_whose_packages_failed_to_install_is_not_left_behind() throws IOException {
    Path home = folder.resolve("environment");
    Path python =
        script(
            "python3",
            "mkdir -p \"$3/bin\" && printf '#!/bin/sh\\nexit 1\\n' > \"$3/bin/pip\""
                + " && chmod +x \"$3/bin/pip\"");

    String failure = Install.pypi(python.toString(), List.of("emulator==1"), home);

    assertThat(failure).contains("pip install -q --no-compile emulator==1' failed, see ");
    assertThat(home).doesNotExist();
  }

  @Test
  void a_go_that_is_too_old_or_not_there_is_not_taken() throws IOException {
    assertThat(InstallGo.isHere(script("go", "echo go1.20.14").toString())).isFalse();
    assertThat(InstallGo.isHere(folder.resolve("no-such-go").toString())).isFalse();
    assertThat(InstallGo.isHere(script("go", "echo go1.26.8").toString())).isTrue();
  }

  @Test
  void a_program_of_go_is_there_once_its_build_has_ended_and_not_before() throws IOException {
    Path home = folder.resolve("environment");
    String half = "mkdir -p \"$GOBIN\" && echo half > \"$GOBIN/program\"";
    Path cut = script("go", half + "; exit 1");

    String failure = InstallGo.program(cut.toString(), "example.org/program@v1", home);

    assertThat(failure).contains("install example.org/program@v1' failed, see ");
    assertThat(home.resolve("bin")).doesNotExist();

    Path whole = script("go", half + " && echo whole > \"$GOBIN/program\"");
    assertThat(InstallGo.program(whole.toString(), "example.org/program@v1", home)).isEmpty();
    assertThat(home.resolve("bin/program")).hasContent("whole");
  }

  private Found asked(String answer) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("docker.sock"));
    try (ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(address);
      Thread serving = Thread.ofVirtual().start(() -> serve(engine, answer));
      Found found = Engines.find("unix://" + address.getPath());
      serving.join();
      return found;
    }
  }

  private static void serve(ServerSocketChannel engine, String answer) {
    try (SocketChannel client = engine.accept()) {
      client.read(ByteBuffer.allocate(256));
      client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path script(String name, String line) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
