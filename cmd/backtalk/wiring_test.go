package main

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/config"
	"backtalk/internal/contact"
)

// TestContactNames: the contacts that can be configured, and the clinic's phone, are those that the danger signs speak
// of. Packages config and contact do not know each other.
func TestContactNames(t *testing.T) {
	emergency, crisis := config.ContactNames()
	got := slices.Concat(emergency, crisis, []string{"clinic_phone"})
	slices.Sort(got)
	if want := slices.Sorted(maps.Keys(contact.Default())); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestThresholds: configured values replace the built-in ones, one by one, and clarify never lies above quote.
func TestThresholds(t *testing.T) {
	number := func(x float64) *float64 { return &x }
	usual := answer.DefaultThresholds()
	for _, tt := range []struct {
		from config.Thresholds
		want answer.Thresholds
	}{
		{config.Thresholds{}, usual},
		{config.Thresholds{Listen: number(1)}, answer.Thresholds{Quote: usual.Quote, Clarify: usual.Clarify, Listen: 1}},
		{config.Thresholds{Quote: number(0)}, answer.Thresholds{Quote: 0, Clarify: 0, Listen: usual.Listen}},
		{config.Thresholds{Quote: number(0.9), Clarify: number(0.8)}, answer.Thresholds{Quote: 0.9, Clarify: 0.8, Listen: usual.Listen}},
	} {
		if got := thresholds(tt.from); got != tt.want {
			t.Errorf("%+v: got %+v, want %+v", tt.from, got, tt.want)
		}
	}
}

// TestEveryCommandHasHelp: each command that people see says what it does, with an example that names it.
func TestEveryCommandHasHelp(t *testing.T) {
	var out bytes.Buffer
	get := func(args ...string) string {
		t.Helper()
		out.Reset()
		err := run(context.Background(), args, func(string) string { return "" }, strings.NewReader(""), &out, &out)
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		return out.String()
	}
	_, list, _ := strings.Cut(get("--help"), "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	checked := 0
	for line := range strings.Lines(list) {
		name := strings.Fields(line)[0]
		if name == "completion" || name == "help" { // cobra's own
			continue
		}
		checked++
		if help := get(name, "--help"); !strings.Contains(help, "Examples:\n") || !strings.Contains(help, "  backtalk "+name) {
			t.Errorf("%s: the help has no example: %s", name, help)
		}
	}
	if checked < 4 {
		t.Errorf("checked %d commands; the list was not understood:\n%s", checked, list)
	}
}
