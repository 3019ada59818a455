package corpus

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"backtalk/knowledge"
)

// BenchmarkLoad reads the knowledge that the binary carries: one article, the topic library and the synonyms.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c, err := Load(Folders{Builtin: knowledge.FS})
		if err != nil {
			b.Fatal(err)
		}
		if len(c.Passages()) == 0 || len(c.Topics()) == 0 {
			b.Fatal("nothing was loaded")
		}
	}
}

// ownTopics is a folder with thirty topics of its own, twenty questions each.
func ownTopics() fs.FS {
	things := strings.Fields("lockers harness chalk belay rope boulder sauna towel mat kettle bridle saddle leash crate grooming nails kennel braces retainer whitening " +
		"crown tuning violin lessons recital easel canvas kiln glaze clay")
	ways := []string{"where are the %s", "is there a %s", "do i need a %s", "lost my %s yesterday", "may i bring my own %s", "how much is the %s", "can i rent a %s from you",
		"what about the %s", "who looks after the %s", "the %s is broken", "when is the %s ready", "do kids get a %s", "my %s was stolen", "is the %s any good", "how old is the %s",
		"which %s should i take", "does the %s hurt", "%s please", "why no %s", "tell me about your %s"}
	var b strings.Builder
	b.WriteString("topics:\n")
	for _, thing := range things {
		fmt.Fprintf(&b, "  - {id: own-%s, kind: clinic, ask: \"Is there a %s?\", questions: [", thing, thing)
		for i, way := range ways {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, way, thing)
		}
		b.WriteString("]}\n")
	}
	return folder("a.md", "## Lockers\nThey stand by the door.\n", "topics/own.yaml", b.String())
}

// BenchmarkLoadOwnTopics reads a folder with topics of its own beside what the binary carries, which is read already as in a
// reload: with what an earlier load fitted and without; and, to compare, a folder without topics.
func BenchmarkLoadOwnTopics(b *testing.B) {
	builtin, err := Load(Folders{Builtin: knowledge.FS})
	if err != nil {
		b.Fatal(err)
	}
	fitted := Folders{Builtin: knowledge.FS, Own: ownTopics(), Serve: No, Learnt: builtin.Learnt()}
	first, err := Load(fitted)
	if err != nil {
		b.Fatal(err)
	}
	kept, none := fitted, fitted
	kept.Fitted, none.Own = first.Fitted(), folder("a.md", "## Lockers\nThey stand by the door.\n")
	for _, test := range []struct {
		name string
		f    Folders
	}{{"fitted", fitted}, {"kept", kept}, {"none", none}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(test.f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(test.f.Fitted)), "kept-B")
		})
	}
}
