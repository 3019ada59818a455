package link

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
)

// limiting answers everything with 429 and a header.
type limiting string

func (l limiting) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusTooManyRequests, Status: "429", Header: http.Header{"Retry-After": {string(l)}}, Body: io.NopCloser(strings.NewReader("{}"))}, nil
}

func TestWaitFor(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": time.Second, "0": time.Second, "1": time.Second, " 30 ": 30 * time.Second, "-7": time.Second, "1.5": time.Second, "soon": time.Second,
		"600": quietMost, "9223372036854775807": quietMost, "9223372036854775808": time.Second, "Mon, 30 Nov 2026 12:00:20 GMT": 20 * time.Second,
		"Mon, 30 Nov 2026 11:00:00 GMT": time.Second, "Mon, 30 Nov 9999 11:00:00 GMT": quietMost,
	} {
		if got := waitFor(header, now).Truncate(time.Second); got != want {
			t.Errorf("%q: got %v, want %v", header, got, want)
		}
	}
}

// FuzzRetryAfter: whatever Slack, or what stands before it, says about how long to wait, it is taken for a limit, and what is
// paced by it waits for at least a second and for no more than the longest quiet; a warning not longer than anything else.
func FuzzRetryAfter(f *testing.F) {
	for _, header := range []string{"1", "30", "-1", "", "0x10", "9223372036854775807", "9223372037", "Mon, 30 Nov 2026 12:00:20 GMT", "1e9"} {
		f.Add(header, int64(time.Second), false)
	}
	f.Add("1", int64(-1<<63), true)
	f.Add("1", int64(1<<63-1), true)
	f.Fuzz(func(t *testing.T, header string, direct int64, urgent bool) {
		synctest.Test(t, func(t *testing.T) {
			client := &http.Client{Transport: moderate{limiting(header)}}
			for _, err := range []error{
				api.PostWebhookCustomHTTPContext(t.Context(), "http://slack.example/", client, &api.WebhookMessage{}),
				&api.RateLimitedError{RetryAfter: time.Duration(direct)},
			} {
				wait, limited := retryAfter(err)
				if !limited || wait < time.Second || wait > quietMost {
					t.Fatalf("%v: got %v %v", err, wait, limited)
				}
				s, ctx, start, calls := newSender(time.Second), chat.WithUrgency(t.Context(), urgent), time.Now(), 0
				if got := s.post(ctx, "C1", func(context.Context) error {
					if calls++; calls == 1 {
						return err
					}
					return nil
				}); got != nil || calls != 2 {
					t.Fatalf("got %v after %d calls", got, calls)
				}
				least, most := wait, wait+stepAside
				if urgent {
					most = wait
				}
				if took := time.Since(start); took < least || took > most {
					t.Errorf("%v: it waited %v, want %v to %v", err, took, least, most)
				}
			}
		})
	})
}
