package quality

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxShownText is how much of a question a list of misses shows, in characters.
const maxShownText = 300

// Text is the report as plain tables of at most 100 columns.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d questions; the right passage is known by %s", r.Questions, r.By)
	if r.Readings > 0 {
		fmt.Fprintf(&b, "; %d readings beside the labels", r.Readings)
	}
	b.WriteString("\n\n")
	r.writeFigures(&b)
	r.writeOutcomes(&b)
	r.writeTradeOff(&b)
	for _, key := range []string{QuestionsCalibration, AllCalibration} {
		for _, suffix := range []string{"", readSuffix} {
			if c, measured := r.Calibration[key+suffix]; measured {
				writeCalibration(&b, key+suffix, c)
			}
		}
	}
	return b.String()
}

func (r *Report) writeFigures(b *strings.Builder) {
	head := "Right replies                                       right     of    share  95 % interval"
	if r.Readings > 0 {
		head += "  by reading"
	}
	fmt.Fprintln(b, head)
	for _, f := range r.Figures {
		fmt.Fprintf(b, "  %-16s  %-31s %5d %6d  %5.1f %%  %5.1f - %5.1f", f.Kind, f.Name, f.Right, f.Of, 100*f.Share, 100*f.Low, 100*f.High)
		if r.Readings > 0 {
			fmt.Fprintf(b, "%10.1f %%", 100*f.WithReadings.Share)
		}
		b.WriteByte('\n')
	}
	if k := r.Ranking; k.Of > 0 {
		fmt.Fprintf(b, "\nBefore the gate the right section is first for %d, in the first five for %d, of %d; MRR %.3f\n",
			k.At1, k.At5, k.Of, k.MRR)
	}
}

func (r *Report) writeOutcomes(b *strings.Builder) {
	b.WriteString("\nWhat they got\n")
	for _, k := range Kinds() {
		if counts := r.Outcomes[k]; counts != nil {
			fmt.Fprintf(b, "  %-16s  %s\n", k, outcomeCounts(counts))
		}
	}
}

// outcomeCounts lists outcomes, the most frequent first.
func outcomeCounts(counts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = fmt.Sprintf("%s %d", name, counts[name])
	}
	return strings.Join(words, ", ")
}

func (r *Report) writeTradeOff(b *strings.Builder) {
	if len(r.TradeOff) == 0 {
		return
	}
	b.WriteString("\nIf the best passage were quoted whenever the confidence is at least ...\n")
	b.WriteString("               answerable          nothing answers it    of the passages shown\n")
	b.WriteString("  at least    shown    right    near shown   far shown   wrong\n")
	for _, p := range r.TradeOff {
		fmt.Fprintf(b, "  %8.2f %8s %8s %13s %11s %7s (%d of %d)\n", p.Threshold, percent(p.Shown), percent(p.Right),
			percent(p.NearShown), percent(p.FarShown), percent(p.Wrong), p.Wrong.Right, p.Wrong.Of)
	}
}

// percent is a share in a table; of nothing it is a dash.
func percent(c Count) string {
	if c.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", 100*c.Share)
}

func writeCalibration(b *strings.Builder, key string, c Calibration) {
	name := "answerable and unanswerable questions"
	if strings.HasPrefix(key, AllCalibration) {
		name = "all messages whose labels know"
	}
	if strings.HasSuffix(key, readSuffix) {
		name += ", with readings"
	}
	fmt.Fprintf(b, "\nConfidence, over %d %s\n", c.Of, name)
	fmt.Fprintf(b, "  Brier score %.4f; of always saying the base rate (%.1f %%) %.4f; skill %.1f %%\n", c.Brier, 100*c.Base, c.BaseBrier, 100*c.Skill)
	b.WriteString("  confidence   questions   said    answered\n")
	for _, bin := range c.Bins {
		if bin.Of > 0 {
			fmt.Fprintf(b, "  %.1f - %.1f    %9d   %.3f      %.3f\n", bin.From, bin.To, bin.Of, bin.Said, bin.Answered)
		}
	}
}

// MissesText lists misses, two lines each.
func MissesText(misses []Miss) string {
	var b strings.Builder
	for _, m := range misses {
		text := []rune(m.Text)
		cut := ""
		if len(text) > maxShownText {
			text, cut = text[:maxShownText], " ..."
		}
		fmt.Fprintf(&b, "%s (%s): wanted %s, got %s, confidence %.2f\n    %q%s\n", m.ID, m.Kind, m.Wanted, m.Got, m.Confidence, string(text), cut)
	}
	return b.String()
}
