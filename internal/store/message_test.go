package store

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestWholeMessage: every field of a message comes back, also those that chat.Message gets later.
func TestWholeMessage(t *testing.T) {
	var want chat.Message
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		for i := range v.NumField() {
			n++
			switch f := v.Field(i); f.Interface().(type) {
			case string:
				f.SetString(strings.Repeat("é<&\x00\"", n))
			case bool:
				f.SetBool(true)
			case time.Time:
				f.Set(reflect.ValueOf(start().Add(time.Nanosecond)))
			case chat.Place:
				fill(f)
			default:
				t.Fatalf("chat.Message has a field %s of a type that this test and the store do not know", v.Type().Field(i).Name)
			}
		}
	}
	fill(reflect.ValueOf(&want).Elem())
	if n < 15 {
		t.Fatalf("filled %d fields only", n)
	}
	s, c := fresh(t)
	_, err := s.Accept(t.Context(), want.Key(), want.Author, &want, c.now())
	must(t, err)
	got, err := s.Pending(t.Context(), want.Platform, time.Time{})
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

// TestMessageFaults: errors about a message do not quote it.
func TestMessageFaults(t *testing.T) {
	s, c := fresh(t)
	m := sample(1)
	m.Time = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err := s.Accept(t.Context(), m.Key(), m.Author, m, c.now())
	if err == nil || strings.Contains(err.Error(), "12026") {
		t.Errorf("a year that cannot be written: got %v, want an error without it", err)
	}
	key := accepted(t, s, 2, c.now())
	_, err = s.exec(t.Context(), `UPDATE pending SET message = '{"text": my secret'`)
	must(t, err)
	if got, err := s.Pending(t.Context(), "discord", time.Time{}); err != nil || len(got) != 0 {
		t.Errorf("a damaged message: got %+v, %v, want that it keeps nothing back", got, err)
	}
	must(t, s.Done(t.Context(), key))
}
