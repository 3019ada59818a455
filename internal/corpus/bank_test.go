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
		{"makerspace.txt", []string{"THE HANDBOOK",
			"Opening Hours And Key Fobs", "Joining", "Membership Dues", "Day Passes", "Training And Sign-Off",
			"The Laser Cutter", "What You May Not Laser", "3D Printers", "Resin Rules", "Wood Shop",
			"Metal And Welding", "Electronics Bench", "Sewing Corner", "What To Wear", "When Somebody Gets Hurt",
			"Fire", "Reserving A Machine", "Broken Tools", "Storage", "Young Makers",
			"Guests", "Classes", "Selling What You Make", "Donations", "Cleaning Up"}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			c, err := Load(os.DirFS("testdata/banks"))
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
