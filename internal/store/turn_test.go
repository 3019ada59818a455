package store

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"backtalk/internal/chat"
)

// TestTurn: what is urgent has the next turn, the others in the order of coming; who is tired of waiting loses nothing for
// anybody.
func TestTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var turn turn
		var mu sync.Mutex
		var got []string
		must(t, turn.take(t.Context()))
		wait := func(name string, ctx context.Context) {
			go func() {
				if turn.take(ctx) != nil {
					name += " left"
				} else {
					defer turn.give()
				}
				mu.Lock()
				defer mu.Unlock()
				got = append(got, name)
			}()
			synctest.Wait()
		}
		tired, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		wait("first", t.Context())
		wait("tired", tired)
		wait("second", t.Context())
		wait("urgent", chat.WithUrgency(t.Context(), true))
		wait("calm", chat.WithUrgency(t.Context(), false))
		wait("urgent, too", chat.WithUrgency(t.Context(), true))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		turn.give()
		synctest.Wait()
		if want := []string{"tired left", "urgent", "urgent, too", "first", "second", "calm"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if turn.taken {
			t.Error("the turn is taken still")
		}
	})
}
