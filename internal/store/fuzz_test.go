package store

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// FuzzBytes: keys, authors, references and values come back as they went in, whatever their bytes; and of a message at
// least all that is UTF-8.
func FuzzBytes(f *testing.F) {
	for _, seed := range [][3]string{
		{"discord/1/2//3", "42", "Does massage help?"}, {"", "", ""}, {"\x00", "a\x00b", "\x00\x00"}, {"\xff\xfe", "\xc3\x28", "\xed\xa0\x80"},
		{"'; DROP TABLE accepted; --", "%_", "?1"}, {"\u2028", "null", "NULL"}, {"10", "1e3", "0x10"}, {strings.Repeat("k", 9000), "é", strings.Repeat("\x00", 9000)},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	c := newClock()
	s := hasty(f, opened(f, f.TempDir(), c.now))
	f.Fuzz(func(t *testing.T, key, a, b string) {
		ctx := context.Background()
		_, err := s.exec(ctx, `DELETE FROM accepted; DELETE FROM pending; DELETE FROM kept`)
		must(t, err)

		m := sample(1)
		m.ID, m.Author, m.Text = key, a, b
		first, err := s.Accept(ctx, key, a, m, c.now())
		if !first || err != nil {
			t.Fatalf("Accept: got %v, %v, want true", first, err)
		}
		got, err := s.Pending(ctx, "discord", time.Time{})
		want := *m
		want.ID, want.Author, want.Text = utf8Only(key), utf8Only(a), utf8Only(b)
		if err != nil || !reflect.DeepEqual(got, []chat.Message{want}) {
			t.Errorf("Pending: got %+v, %v, want %+v", got, err, want)
		}
		p := chat.Posted{Ref: a, Aside: b, Private: true}
		must(t, s.Replied(ctx, key, p))
		entry := chat.Entry{Key: key, Author: a, At: c.now(), Done: true, Posted: []chat.Posted{p}}
		if got, found, err := s.Lookup(ctx, key); !found || err != nil || !reflect.DeepEqual(got, entry) {
			t.Errorf("Lookup: got %+v, %v, %v, want %+v", got, found, err, entry)
		}
		for _, ref := range []string{a, b} {
			if got, found, err := s.Replier(ctx, ref); found != (ref != "") || err != nil || found && !reflect.DeepEqual(got, entry) {
				t.Errorf("Replier: got %+v, %v, %v, want %+v", got, found, err, entry)
			}
		}
		for _, ref := range []string{b, a} {
			must(t, s.Removed(ctx, ref))
		}
		if got, _, err := s.Lookup(ctx, key); err != nil || (a != "" || b != "") && len(got.Posted) != 0 {
			t.Errorf("after Removed: got %+v, %v, want no reply", got, err)
		}

		must(t, s.Keep(ctx, key, a, time.Time{}))
		must(t, s.Keep(ctx, key+b, b, time.Time{}))
		wantAll := map[string]string{key: a}
		wantAll[key+b] = b
		if got, err := s.List(ctx, key); err != nil || !reflect.DeepEqual(got, wantAll) {
			t.Errorf("List: got %q, %v, want %q", got, err, wantAll)
		}
		if got, found, err := s.Kept(ctx, key+b); got != b || !found || err != nil {
			t.Errorf("Kept: got %q, %v, %v, want %q", got, found, err, b)
		}
		if got, err := s.List(ctx, "no"+key); err != nil || len(got) != 0 && !strings.HasPrefix(key, "no"+key) {
			t.Errorf("List of another prefix: got %q, %v, want nothing", got, err)
		}
	})
}

// utf8Only is what JSON makes of bytes that are no UTF-8: one U+FFFD for each.
func utf8Only(s string) string { return string([]rune(s)) }
