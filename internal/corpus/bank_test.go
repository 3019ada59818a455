package corpus

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestBanks splits whole files as owners write them: each heading of theirs becomes a section with its text, and nothing
// else does. The files are of made-up organisations, and were written by somebody who had not read this package.
func TestBanks(t *testing.T) {
	tests := []struct {
		file     string
		headings []string
	}{
		{"massage-qa.txt", []string{"FERNHOLLOW MASSAGE STUDIO",
			"When are you open?", "How much does a massage cost?", "Do I need to tip?", "What if I need to cancel?", "Where do I park?",
			"Do you sell gift cards?", "What kinds of massage do you offer?", "What is a hot stone massage and is it safe?",
			"I'm pregnant, can I still come in?", "Can we get massaged together, as a couple?", "Who works here?", "How can I pay?",
			"I'm running late, what happens?", "I have a cold, should I still come?", "Do you massage children?", "What do I wear?",
			"What should I do afterwards?", "Do you have a membership?", "Can I get my money back if I didn't like it?",
			"Can I bring my dog?", "Do you come to people's houses?", "What music do you play, can I pick?"}},
		{"makerspace.txt", []string{"THE HANDBOOK",
			"Opening Hours And Key Fobs", "Joining", "Membership Dues", "Day Passes", "Training And Sign-Off",
			"The Laser Cutter", "What You May Not Laser", "3D Printers", "Resin Rules", "Wood Shop",
			"Metal And Welding", "Electronics Bench", "Sewing Corner", "What To Wear", "When Somebody Gets Hurt",
			"Fire", "Reserving A Machine", "Broken Tools", "Storage", "Young Makers",
			"Guests", "Classes", "Selling What You Make", "Donations", "Cleaning Up"}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			c, err := Load(alone(os.DirFS("testdata/banks")))
			if err != nil {
				t.Fatal(err)
			}
			checkCorpus(t, c)
			checkNoHeadings(t, c)
			var got []string
			for _, d := range c.Documents() {
				if d.File != tt.file {
					continue
				}
				for _, s := range d.Sections {
					got = append(got, s.Heading)
					if len(s.Passages) == 0 {
						t.Errorf("%q holds no passage", s.Heading)
					}
				}
			}
			if !slices.Equal(got, tt.headings) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " | "), strings.Join(tt.headings, " | "))
			}
		})
	}
}
