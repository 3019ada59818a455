package link

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"github.com/gorilla/websocket"
	api "github.com/slack-go/slack"
)

// TestReason: each kind of failure has a name, and none tells an address.
func TestReason(t *testing.T) {
	t.Parallel()
	const address = "wss://secret.slack.example/link/?ticket=s3cret"
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&net.DNSError{Err: "no such host", Name: address}, "looked up"}, {syscall.ECONNREFUSED, "nothing takes connections"},
		{syscall.EHOSTUNREACH, "network"}, {syscall.ECONNRESET, "cut"}, {io.ErrUnexpectedEOF, "cut"}, {context.DeadlineExceeded, "in time"},
		{x509.UnknownAuthorityError{}, "secure"}, {&websocket.CloseError{Code: 1009, Text: address}, "1009"}, {websocket.ErrBadHandshake, "refused"},
		{&json.SyntaxError{}, "not Slack's"}, {api.StatusCodeError{Code: 502, Status: address}, "502"}, {&api.RateLimitedError{}, "too many"},
		{errors.New(address), "unknown"}, {nil, "no sign of life"},
	} {
		err := tt.err
		if err != nil {
			err = fmt.Errorf("doing: %w", &url.Error{Op: "Get", URL: address, Err: &net.OpError{Op: "dial", Addr: &net.UnixAddr{Name: address}, Err: err}})
		}
		if got := reason(err); !strings.Contains(got, tt.want) || strings.Contains(got, "s3cret") || strings.Contains(got, "example") {
			t.Errorf("%T: got %q, want %q in it and no address", tt.err, got, tt.want)
		}
	}
	if got := statusOf([]byte("HTTP/1.1 429 Too Many\r\nX: y")); got != http.StatusTooManyRequests {
		t.Errorf("got %d", got)
	}
	for _, bad := range []string{"", "HTTP/1.1", "HTTP/1.1 abc x", "HTTP/1.1 99999 x"} {
		if got := statusOf([]byte(bad)); got != 0 {
			t.Errorf("%q: got %d", bad, got)
		}
	}
}
