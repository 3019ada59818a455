package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// levels runs a benchmark as the program works, and without waiting for the disk, to show what that costs.
func levels(b *testing.B, run func(b *testing.B, s *Store)) {
	for _, level := range []string{"FULL", "NORMAL"} {
		b.Run(level, func(b *testing.B) {
			s := opened(b, b.TempDir(), time.Now)
			if _, err := s.exec(context.Background(), "PRAGMA synchronous = "+level); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			run(b, s)
		})
	}
}

func BenchmarkAccept(b *testing.B) {
	levels(b, func(b *testing.B, s *Store) {
		m := sample(0)
		for n := 0; b.Loop(); n++ {
			m.ID = fmt.Sprint(n)
			if first, err := s.Accept(b.Context(), m.Key(), m.Author, m, m.Time); err != nil || !first {
				b.Fatal(first, err)
			}
		}
	})
}

func BenchmarkReplied(b *testing.B) {
	levels(b, func(b *testing.B, s *Store) {
		m := sample(0)
		for n := 0; b.Loop(); n++ {
			b.StopTimer()
			m.ID = fmt.Sprint(n)
			if _, err := s.Accept(b.Context(), m.Key(), m.Author, m, m.Time); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if err := s.Replied(b.Context(), m.Key(), chat.Posted{Ref: "88/" + m.ID}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// filled is a week of a busy clinic.
func filled(b *testing.B) *Store {
	s := opened(b, b.TempDir(), time.Now)
	if _, err := s.all(context.Background(), `
		WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
			INSERT INTO accepted (key, author, at, done) SELECT 'discord/77/88//' || i, '99', ?1, 1 FROM n;
		INSERT INTO posted (accepted, ref, aside, private, warning) SELECT id, '88/' || id, '', 0, 0 FROM accepted;
		INSERT INTO kept (key, value, until) SELECT key, '', ?1 + 3600000000 FROM accepted`, stamp(time.Now())); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	return s
}

func BenchmarkLookup(b *testing.B) {
	s := filled(b)
	for n := 0; b.Loop(); n++ {
		if e, found, err := s.Lookup(b.Context(), fmt.Sprint("discord/77/88//", n%10000)); err != nil || !found || len(e.Posted) != 1 {
			b.Fatal(e, found, err)
		}
	}
}

func BenchmarkKept(b *testing.B) {
	s := filled(b)
	for n := 0; b.Loop(); n++ {
		if _, found, err := s.Kept(b.Context(), fmt.Sprint("discord/77/88//", n%10000)); err != nil || !found {
			b.Fatal(found, err)
		}
	}
}

// BenchmarkErase is what everybody waits for once an hour.
func BenchmarkErase(b *testing.B) {
	s := filled(b)
	for b.Loop() {
		if _, err := s.Erase(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWipe(b *testing.B) {
	s := filled(b)
	m := sample(0)
	m.Text = strings.Repeat("x", 500)
	for n := 0; b.Loop(); n++ {
		m.ID = fmt.Sprint("w", n)
		if _, err := s.Accept(b.Context(), m.Key(), m.Author, m, time.Now()); err != nil {
			b.Fatal(err)
		}
		if err := s.Done(b.Context(), m.Key()); err != nil {
			b.Fatal(err)
		}
		if err := s.do(b.Context(), "", s.wipe); err != nil {
			b.Fatal(err)
		}
	}
}
