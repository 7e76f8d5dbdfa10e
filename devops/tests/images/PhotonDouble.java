// A double of Photon's command line and /status, for a machine that cannot fetch Photon; knows no place on earth.
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public final class PhotonDouble {
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (!words.get(0).equals("serve")) throw new IllegalArgumentException("only serve");
        Path index = Path.of(after(words, "-data-dir"), "photon_data");
        if (!Files.isDirectory(index)) throw new IllegalStateException("no index in " + index);
        String host = after(words, "-listen-ip");
        int port = Integer.parseInt(after(words, "-listen-port"));
        byte[] answer = ("{\"status\":\"Ok\",\"import_date\":\"" + index.getParent().getFileName() + "\"}")
            .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/status", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            try (var body = exchange.getResponseBody()) { body.write(answer); }
        });
        server.start();
    }

    private static String after(List<String> words, String flag) {
        return words.get(words.indexOf(flag) + 1);
    }
}
