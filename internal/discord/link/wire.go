package link

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// libraryAPI is what the library puts before every route. Its endpoints are fixed when the program starts, so another
// server is chosen where requests leave.
const libraryAPI = "https://discord.com/api"

// wire sends the library's requests: to the configured server, with answers of a bounded size, and telling the caller
// the status and the headers, which the library keeps to itself.
type wire struct {
	api   *url.URL
	send  *http.Transport
	alone *http.Transport // with a connection for each request; see [anew]
}

func newWire(api string) (*wire, error) {
	if api == "" {
		api = libraryAPI
	}
	u, err := url.Parse(strings.TrimSuffix(api, "/"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("reading discord.api_url: write an address such as %s, or leave it out", libraryAPI)
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = idle
	alone := t.Clone()
	alone.DisableKeepAlives = true
	return &wire{api: u, send: t, alone: alone}, nil
}

// answer is what a caller wants to know of an HTTP answer beside its body.
type answer struct {
	status int
	header http.Header
}

type answerKey struct{}

// withAnswer is a context whose request fills in the answer.
func withAnswer(ctx context.Context, a *answer) context.Context {
	return context.WithValue(ctx, answerKey{}, a)
}

// RoundTrip sends one request.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if rest, ok := strings.CutPrefix(r.URL.String(), libraryAPI); ok {
		u, err := url.Parse(w.api.String() + rest)
		if err != nil {
			return nil, fmt.Errorf("addressing a request: %w", err)
		}
		r = r.Clone(r.Context())
		r.URL, r.Host = u, u.Host
	}
	send := w.send
	if isAnew(r.Context()) {
		send = w.alone
	}
	resp, err := send.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if a, ok := r.Context().Value(answerKey{}).(*answer); ok {
		a.status, a.header = resp.StatusCode, resp.Header
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxAnswer), resp.Body}
	if resp.StatusCode == http.StatusTooManyRequests && !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		wait := seconds(resp.Header.Get("Retry-After"), defaultWait)
		replace(resp, fmt.Sprintf(`{"retry_after":%g}`, wait.Seconds())) // a page of HTML, which the library cannot read
	}
	return resp, nil
}

// asking is the way of one session of the library to Discord, which goes there to ask for the gateway. The library tells of
// some answers that they were no good, and not which they were.
type asking struct {
	*wire
	status atomic.Int64 // of the last answer
}

// RoundTrip sends one request.
func (w *asking) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.wire.RoundTrip(r)
	if err == nil {
		w.status.Store(int64(resp.StatusCode))
	}
	return resp, err
}

// defaultWait is how long to wait when Discord says "too many" and not how long.
const defaultWait = 5 * time.Second

// seconds reads a number of seconds, or the whole seconds of Retry-After: not more than is ever waited.
func seconds(s string, otherwise time.Duration) time.Duration {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0) { // NaN neither
		return otherwise
	}
	return time.Duration(min(n, longestLimit.Seconds()) * float64(time.Second))
}

func replace(resp *http.Response, text string) {
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader([]byte(text)))
	resp.ContentLength = int64(len(text))
	resp.Header.Del("Content-Length")
}

// close ends idle connections.
func (w *wire) close() {
	w.send.CloseIdleConnections()
	w.alone.CloseIdleConnections()
}
