package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestReasonTellsNothing(t *testing.T) {
	t.Parallel()
	for _, err := range []error{errors.New("secret text"), fmt.Errorf("x: %w", errors.New("secret")), &net.OpError{Op: "secret", Err: errors.New("secret")}} {
		if got := reason(err); got == "" || strings.Contains(got, "secret") {
			t.Errorf("got %q", got)
		}
	}
}

// TestFailures: each kind of failure of the network has a name, and no address is in it.
func TestFailures(t *testing.T) {
	t.Parallel()
	secure, plain := httptest.NewUnstartedServer(nil), httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cut" {
			panic(http.ErrAbortHandler)
		}
		<-r.Context().Done()
	}))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	defer plain.Close()
	get := func(ctx context.Context, address string) error {
		r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := c.Do(r)
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free := l.Addr().String()
	l.Close()
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	ended, cancelled := context.WithCancel(t.Context())
	cancelled()
	for want, err := range map[string]error{
		"the connection was refused":             get(t.Context(), "http://"+free),
		"TLS: the certificate is not accepted":   get(t.Context(), secure.URL),
		"TLS: no agreement with the other side":  get(t.Context(), strings.Replace(plain.URL, "http", "https", 1)),
		"there was no answer in time":            get(short, plain.URL),
		"it was called off":                      get(ended, plain.URL),
		"the connection broke":                   get(t.Context(), plain.URL+"/cut"),
		"DNS: there is no such name":             &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "secret.example", IsNotFound: true}},
		"DNS: no answer":                         &net.DNSError{Err: "timeout", Name: "secret.example", IsTimeout: true},
		"an error of kind *errors.errorString":   fmt.Errorf("x: %w", errors.New("secret")),
		"asking was answered with HTTP status 1": &declined{"asking", 1},
	} {
		if err == nil {
			t.Fatalf("no error that is %q", want)
		}
		if got := reason(err); got != want {
			t.Errorf("%v: got %q, want %q", err, got, want)
		}
		if b := (&broken{"asking", err}); !errors.Is(b, err) || strings.Contains(b.Error(), "127.0.0.1") || strings.Contains(b.Error(), "secret") {
			t.Errorf("got %q", b)
		}
	}
}

// TestFaults: what Discord calls wrong in a body is told by its place and Discord's word, never by a value.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ answer, want string }{
		{`{"code":50035,"errors":{"2":{"description":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"secret must be shorter"}]}}}}`, "[2].description: BASE_TYPE_BAD_LENGTH"},
		{`{"errors":{"embeds":{"0":{"fields":{"1":{"name":{"_errors":[{"code":"A"},{"code":"B"}]}}}}}}}`, "embeds[0].fields[1].name: A; embeds[0].fields[1].name: B"},
		{`{"errors":{"_errors":[{"code":"INVALID","message":"secret"}]}}`, "the whole: INVALID"},
		{`{"errors":{"a secret":{"_errors":[{"code":"so secret"}]}}}`, "?: ?"},
		{`{"errors":{"a":{"_errors":[{"code":"A"}]},"b":{"_errors":[{"code":"A"}]},"c":{"_errors":[{"code":"A"}]},"d":{"_errors":[{"code":"A"}]}}}`, "a: A; b: A; c: A; and more"},
		{`{"errors":{"a":7,"b":{"_errors":"secret"}}}`, ""},
		{`{"errors":[]}`, ""}, {`secret`, ""}, {``, ""},
	} {
		if got := faults([]byte(tt.answer)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.answer, got, tt.want)
		}
	}
}

// FuzzFaults: whatever the answer, nothing but names is told of it.
func FuzzFaults(f *testing.F) {
	f.Add([]byte(`{"errors":{"2":{"description":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"}]}}}}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		if got := faults(answer); len(got) > 1200 || strings.Trim(got, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_[]?.:; -+") != "" {
			t.Errorf("got %q", got)
		}
	})
}
