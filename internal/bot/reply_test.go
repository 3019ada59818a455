package bot

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

var update = flag.Bool("update", false, "write the replies as they are now to testdata/replies")

// TestReplies compares every kind of reply, as a person reads it, with testdata/replies, for a clinic with nothing
// and one with everything configured.
func TestReplies(t *testing.T) {
	tests := []struct{ name, text, outcome, level string }{
		{"quote", "what is shiatsu", "answer", ""},
		{"quote-no-link", "why am i sore after my massage", "answer", ""},
		{"two-questions", "What is shiatsu? Can massage help me sleep?", "answer", ""},
		{"half-covered", "What is shiatsu? How much for an hour?", "answer", ""},
		{"booking", "i want to book", "booking", ""},
		{"change", "cancel my appointment", "booking", ""},
		{"abstain-massage", "what is cupping", "abstain", ""},
		{"abstain-clinic", "how much for an hour", "abstain", ""},
		{"abstain-own-words", "where can i park", "abstain", ""},
		{"abstain-doctor", "which painkillers may i take", "abstain", ""},
		{"abstain-far", "how far is the moon", "abstain", ""},
		{"abstain-unknown", "xylophone zebra quartz", "abstain", ""},
		{"greet", "hello", "greet", ""},
		{"greet-chatter", "lol that was funny", "greet", ""},
		{"greet-empty", "", "greet", ""},
		{"decline", "send me nude pictures", "decline", ""},
		{"spanish", "¿cuánto cuesta un masaje para la espalda?", "abstain", ""},
		{"warn-emergency", "i have chest pain", "warn", "emergency"},
		{"warn-spanish", "tengo dolor de pecho", "warn", "emergency"},
		{"warn-private", "my back hurts and i cant pee", "warn", "emergency"},
		{"warn-crisis", "i want to die", "warn", "crisis"},
		{"warn-both", "i have chest pain and i want to die", "warn", "emergency"},
		{"warn-urgent", "i have a fever", "warn", "urgent"},
		{"caution-routine", "tell me about shiatsu for weeks", "answer", "caution"},
		{"caution-before", "tell me about shiatsu while pregnant", "answer", "caution"},
		{"caution-reschedule", "cancel my appointment, flu", "booking", "caution"},
		{"boundary", "tell me about shiatsu with a happy ending", "decline", "boundary"},
		{"scope", "tell me about shiatsu, which dose", "decline", "scope"},
		{"scope-clinic", "book an appointment for my kid", "decline", "scope"},
		{"asked", "is chest pain a sign of a heart attack? what is shiatsu", "answer", ""},
	}
	if files, err := filepath.Glob("testdata/replies/*.txt"); !*update && (err != nil || len(files) != 2*len(tests)) {
		t.Errorf("got %d files of replies, %v, want %d; remove what no test reads", len(files), err, 2*len(tests))
	}
	for _, clinic := range []struct {
		name string
		voice.Clinic
	}{{"bare", voice.Clinic{}}, {"full", full()}} {
		for _, tt := range tests {
			t.Run(clinic.name+"/"+tt.name, func(t *testing.T) {
				r, a := newWorld(t, clinic.Clinic).says(tt.text), answerTo(t, tt.text)
				if a.Outcome.String() != tt.outcome || a.Level() != tt.level || r.Warning != (tt.outcome == "warn") {
					t.Errorf("got outcome %q, level %q, warning %v, want %q, %q", a.Outcome, a.Level(), r.Warning, tt.outcome, tt.level)
				}
				golden(t, clinic.name+"-"+tt.name, tt.text, r)
			})
		}
	}
}

// golden compares a reply with its file.
func golden(t *testing.T, name, text string, r *chat.Reply) {
	t.Helper()
	got := fmt.Sprintf("> %s\n\n%s\n", text, plain(r))
	if r.Private() {
		got += "\n(only the asker sees this; everybody sees: " + r.Beside().Text + ")\n"
	}
	file := filepath.Join("testdata", "replies", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if got != string(want) {
		t.Errorf("the reply has changed; go test -update accepts it\ngot:\n%s\nwant:\n%s", got, want)
	}
}

// TestSpanishReach: the one Spanish reply shows no English name where none is configured, and the ways that there are.
func TestSpanishReach(t *testing.T) {
	for _, tt := range []struct {
		clinic voice.Clinic
		want   string
	}{
		{voice.Clinic{}, "póngase en contacto con la clínica."},
		{voice.Clinic{Phone: "(770) 555-0100"}, "Puede llamar a la clínica al (770) 555-0100."},
		{voice.Clinic{Name: "Test Practice", ContactURL: "https://example.com/c"}, "Puede escribir a Test Practice por el enlace"},
	} {
		r := newWorld(t, tt.clinic).says("¿cuánto cuesta un masaje para la espalda?")
		if got := plain(r); !strings.Contains(got, tt.want) || len(r.Passages) > 0 {
			t.Errorf("%+v: got %q, want %q and no passage", tt.clinic, got, tt.want)
		}
	}
}

// TestSilence: what is not for the bot is not answered, whatever happens, except for grave danger.
func TestSilence(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		text string
		ctx  context.Context
		want string // empty for silence
	}{
		{"lol that was funny", context.Background(), ""},
		{"what is cupping", context.Background(), ""},
		{"i have a fever", context.Background(), ""},
		{"what is shiatsu?", context.Background(), "answer"},
		{"i have chest pain", context.Background(), "warn"},
		{"i want to die", context.Background(), "warn"},
		{"what is shiatsu?", cancelled, ""},
		{"i have chest pain", cancelled, "warn"},
	}
	for _, tt := range tests {
		w := newWorld(t, full())
		m := w.message(tt.text)
		m.Addressed = false
		if got := w.kind(w.Message(tt.ctx, m)); got != tt.want {
			t.Errorf("%q, cancelled %v: got %q, want %q", tt.text, tt.ctx.Err() != nil, got, tt.want)
		}
	}
}

// TestApology: an error becomes an honest apology with the way to the clinic, never a guess; a warning still comes.
func TestApology(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	w := newWorld(t, full())
	r := w.Message(cancelled, w.message("what is shiatsu"))
	if r == nil || r.Lead != w.Apology() || len(r.Passages) > 0 || r.Link == nil || r.Link.URL != full().ContactURL {
		t.Errorf("got %+v, want the apology and the contact link", r)
	}
	if r := w.Message(cancelled, w.message("i have chest pain")); r == nil || !r.Warning {
		t.Errorf("got %+v, want a warning", r)
	}
}
