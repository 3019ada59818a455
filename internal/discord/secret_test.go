package discord

import (
	"context"
	"strings"
	"testing"

	fakewire "backtalk/internal/fake/wire"
)

// TestOptionsHideTheToken: an Options that is printed by mistake does not show the token.
func TestOptionsHideTheToken(t *testing.T) {
	t.Parallel()
	if got := (Options{Token: "secret"}).String(); strings.Contains(got, "secret") {
		t.Errorf("got %q", got)
	}
}

// TestErrorsHoldNoSecrets: the library's errors hold the address, and with it an interaction's token; ours do not.
func TestErrorsHoldNoSecrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	remove := w.server.Fail(fakewire.Fault{CutBefore: true})
	defer remove()
	x := &exchange{a: w.Adapter, i: interaction{ID: "1", AppID: "2", Token: "secret-token"}}
	for _, err := range []error{x.respond(context.Background(), response{Type: 4}), x.follow(context.Background(), body{}), x.remove(context.Background())} {
		if err == nil || strings.Contains(err.Error(), "secret-token") || strings.Contains(err.Error(), "http") || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("got %v, want an error without the address", err)
		}
	}
}
