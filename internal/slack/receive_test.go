package slack

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// us is who the bot is in the recorded events.
func us() identity {
	return identity{team: "T1", user: "UBOT", bot: "B1", url: "https://clinic.slack.test/"}
}

func recorded(t testing.TB, name string) event {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "events", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var e event
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return e
}

// in is a message by U1 in C1, said in a thread and with an id.
func in(thread, id, text string) heard {
	return heard{Message: chat.Message{Place: chat.Place{Platform: "slack", Space: "T1", Channel: "C1", Thread: thread}, ID: id,
		Author: "U1", Text: text, Time: stampTime(id)}}
}

func TestReceive(t *testing.T) {
	t.Parallel()
	const first, older = "1700000000.000100", "1699999999.000001"
	tests := map[string]func() heard{
		"mention": func() heard {
			h := in(first, first, "5 < 6 & does it help &amp;?")
			h.Addressed, h.mentioned = true, true
			return h
		},
		"mention_in_thread": func() heard {
			h := in(older, "1700000001.000200", "hey, what about this and @U2")
			h.Addressed, h.mentioned, h.others, h.inThread, h.To = true, true, true, true, "U2"
			return h
		},
		"direct": func() heard {
			h := in(first, first, "does massage help?")
			h.Channel, h.Addressed, h.Direct, h.Private = "D1", true, true, true
			return h
		},
		"channel": func() heard { return in(first, first, "does massage help?") },
		"reply_to_person": func() heard {
			h := in(older, "1700000002.000100", "does massage help?")
			h.To, h.inThread = "U2", true
			return h
		},
		"reply_to_bot": func() heard {
			h := in(older, "1700000002.000100", "does massage help?")
			h.inThread = true
			return h
		},
		"file": func() heard {
			h := in(first, first, "my MRI")
			h.Addressed, h.mentioned = true, true
			return h
		},
		"broadcast": func() heard {
			h := in(older, "1700000003.000100", "does massage help?")
			h.inThread, h.To = true, ""
			return h
		},
		"shared": func() heard {
			h := in(first, first, "hello")
			h.Addressed, h.mentioned, h.shared = true, true, true
			return h
		},
		"changed": func() heard {
			h := in(first, first, "does it hurt?")
			h.Addressed, h.mentioned, h.Edited, h.Answered = true, true, true, true
			h.version = "1700000009.000000 1700000009.000100"
			return h
		},
		"deleted": func() heard {
			h := in(first, first, "")
			h.gone = true
			return h
		},
		"tombstone": func() heard {
			h := in(first, first, "")
			h.gone = true
			return h
		},
	}
	tests["mention_twin"] = tests["mention"]
	files, err := filepath.Glob("testdata/events/*.json")
	if err != nil || len(files) < len(tests)+5 {
		t.Fatalf("found %d recorded events (%v)", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		want, wanted := tests[name]
		got, ok := receive(recorded(t, name), us())
		if ok != wanted {
			t.Errorf("%s: got heard %v, want %v", name, ok, wanted)
		} else if wanted && !reflect.DeepEqual(got, want()) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want())
		}
	}
}

// TestTwinsHaveOneKey: the two events of a mention, its change and its deletion name the same message.
func TestTwinsHaveOneKey(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, name := range []string{"mention", "mention_twin", "changed", "deleted", "tombstone"} {
		h, _ := receive(recorded(t, name), us())
		keys[h.Key()] = true
	}
	if len(keys) != 1 {
		t.Errorf("got keys %v, want one", keys)
	}
}

func TestEventOf(t *testing.T) {
	t.Parallel()
	e := recorded(t, "mention")
	if !e.of("T1") || e.of("T2") {
		t.Error("the workspace was not told from another one")
	}
	e.Authorizations = nil
	if !e.of("T1") || e.of("T2") {
		t.Error("without authorizations the workspace was not told from another one")
	}
}

func TestStampTime(t *testing.T) {
	t.Parallel()
	tests := map[string]time.Time{
		"1700000000.000100": time.Unix(1700000000, 100_000),
		"1700000000":        time.Unix(1700000000, 0),
		"1700000000.x":      time.Unix(1700000000, 0),
		"":                  {},
		"x":                 {},
		"-5.1":              {},
	}
	for ts, want := range tests {
		if got := stampTime(ts); !got.Equal(want) {
			t.Errorf("%q: got %v, want %v", ts, got, want)
		}
	}
}

func FuzzReceive(f *testing.F) {
	files, err := filepath.Glob("testdata/events/*.json")
	if err != nil || len(files) == 0 {
		f.Fatal("no recorded events")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var e event
		if json.Unmarshal(b, &e) != nil {
			return
		}
		h, ok := receive(e, us())
		if !ok {
			return
		}
		if h.ID == "" || h.Author == "" || h.Author == us().user || h.Channel == "" || h.Platform != platform {
			t.Errorf("got %+v, want a person's message in a place", h)
		}
		if h.gone && (h.Text != "" || h.Addressed) {
			t.Errorf("got %+v of a deleted message, want its place alone", h)
		}
	})
}
