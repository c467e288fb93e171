package io.rivulet.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.Promise;

/// The one way in which a service fetches something by HTTP from elsewhere: from addresses that
/// [OutsideAddresses] lets through and from no others, whatever the name leads to a moment later;
/// without following redirects; within a time, and up to a size.
///
/// Each fetch has a client of its own, with its threads and connections: fetches are rare.
public final class OutsideFetch {
  private final OutsideAddresses addresses;
  private final Duration patience;
  private final int maxBytes;

  /// @param patience from the look-up of the name to the last byte
  /// @param maxBytes of the body
  public OutsideFetch(OutsideAddresses addresses, Duration patience, int maxBytes) {
    this.addresses = addresses;
    this.patience = patience;
    this.maxBytes = maxBytes;
  }

  /// What is answered with 200, as UTF-8.
  ///
  /// @throws IOException if something else is answered, a redirect too, or nothing that may be
  ///   fetched; its message names the address
  public String text(URI url) throws IOException {
    HttpClient client = client();
    try {
      client.start();
      ContentResponse answer = fetched(client, url);
      if (answer.getStatus() != 200) {
        throw new IOException(url + " answers " + answer.getStatus() + " where 200 is wanted");
      }
      return new String(answer.getContent(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(url.toString());
    } catch (Exception e) {
      throw new IOException(url + " cannot be fetched: " + e.getMessage(), e);
    } finally {
      stop(client);
    }
  }

  private HttpClient client() {
    HttpClient client = new HttpClient();
    client.setName("outside-fetch");
    client.setFollowRedirects(false);
    client.setConnectTimeout(patience.toMillis());
    client.setSocketAddressResolver((host, port, _, answer) -> resolve(host, port, answer));
    return client;
  }

  /// These addresses are connected to, and no others.
  private void resolve(String host, int port, Promise<List<InetSocketAddress>> answer) {
    try {
      answer.succeeded(
          addresses.of(host).stream().map(found -> new InetSocketAddress(found, port)).toList());
    } catch (IOException e) {
      answer.failed(e);
    }
  }

  private ContentResponse fetched(HttpClient client, URI url)
      throws IOException, InterruptedException {
    Request request = client.newRequest(url).timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return new CompletableResponseListener(request, maxBytes)
          .send()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException(url + " cannot be fetched: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(url + " took longer than " + patience, e);
    }
  }

  private static void stop(HttpClient client) {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("a client cannot be stopped", e);
    }
  }
}
