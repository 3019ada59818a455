package quality

// Point is what would come of quoting the best passage whenever the confidence is at least Threshold.
type Point struct {
	Threshold float64 `json:"threshold"`
	Shown     Count   `json:"shown"`      // answerable questions that get a passage
	Right     Count   `json:"right"`      // of all answerable questions, those that get a right one
	NearShown Count   `json:"near_shown"` // near questions that nothing answers, and that get a passage
	FarShown  Count   `json:"far_shown"`
	Wrong     Count   `json:"wrong"` // of all passages shown, the wrong ones
}

// tradeOff sets coverage against wrong answers, over answerable and unanswerable questions.
func tradeOff(j judge, results []result) []Point {
	var out []Point
	for percent := 5; percent <= 95; percent += 5 {
		threshold := float64(percent) / 100
		var all, shown, right, near, nearShown, far, farShown int
		for _, x := range results {
			best := x.best()
			quotes := 0
			if best != nil && x.answer.Confidence >= threshold && (x.c.Kind == Answerable || !j.isBooking(best)) {
				quotes = 1
			}
			switch {
			case x.c.Kind == Answerable:
				all++
				shown += quotes
				if answers, _ := j.target(x.c, best, false); answers {
					right += quotes
				}
			case x.c.Kind != Unanswerable:
			case x.c.Group == "near":
				near++
				nearShown += quotes
			default:
				far++
				farShown += quotes
			}
		}
		if all+near+far == 0 {
			return nil
		}
		total := shown + nearShown + farShown
		out = append(out, Point{threshold, newCount(shown, all), newCount(right, all), newCount(nearShown, near),
			newCount(farShown, far), newCount(total-right, total)})
	}
	return out
}

// Calibration says how far the confidence can be believed, over some questions.
type Calibration struct {
	Of        int     `json:"of"`
	Base      float64 `json:"base"`       // share of them that the best passage answers
	Brier     float64 `json:"brier"`      // mean squared error of the confidence
	BaseBrier float64 `json:"base_brier"` // the same for always saying the base rate
	Skill     float64 `json:"skill"`      // 1 - brier/base_brier
	Bins      []Bin   `json:"bins"`
}

// Bin is the questions whose confidence lies in a tenth.
type Bin struct {
	From     float64 `json:"from"`
	To       float64 `json:"to"`
	Of       int     `json:"of"`
	Said     float64 `json:"said"`     // mean confidence
	Answered float64 `json:"answered"` // share that the best passage answers
}

// Keys of the calibrations in a report.
const (
	QuestionsCalibration = "questions" // answerable and unanswerable questions
	AllCalibration       = "all"       // every message whose labels know
	readSuffix           = "-with-readings"
)

// calibrations measures the confidence over questions and over all messages, with readings too when there are any.
func calibrations(j judge, results []result, readings bool) map[string]Calibration {
	out := map[string]Calibration{}
	for _, with := range []bool{false, true} {
		if with && !readings {
			continue
		}
		var questions, all []predicted
		for _, x := range results {
			answers, known := j.target(x.c, x.best(), with)
			if !known {
				continue
			}
			p := predicted{x.answer.Confidence, answers}
			all = append(all, p)
			if x.c.Kind == Answerable || x.c.Kind == Unanswerable {
				questions = append(questions, p)
			}
		}
		suffix := ""
		if with {
			suffix = readSuffix
		}
		for key, list := range map[string][]predicted{QuestionsCalibration: questions, AllCalibration: all} {
			if len(list) > 0 {
				out[key+suffix] = calibrate(list)
			}
		}
	}
	return out
}

// predicted is a probability that was given, and what came of it.
type predicted struct {
	p    float64
	came bool
}

func calibrate(list []predicted) Calibration {
	const bins = 10
	var of, came [bins]int
	var sum [bins]float64
	var squares float64
	positive := 0
	for _, x := range list {
		b, y := min(int(x.p*bins), bins-1), count(x.came)
		positive += y
		came[b] += y
		of[b]++
		sum[b] += x.p
		squares += (x.p - float64(y)) * (x.p - float64(y))
	}
	n := float64(len(list))
	base := float64(positive) / n
	c := Calibration{Of: len(list), Base: round4(base), Brier: round4(squares / n), BaseBrier: round4(base * (1 - base))}
	if base > 0 && base < 1 {
		c.Skill = round4(1 - squares/n/(base*(1-base)))
	}
	for b := range bins {
		k := max(float64(of[b]), 1)
		c.Bins = append(c.Bins, Bin{float64(b) / bins, float64(b+1) / bins, of[b], round4(sum[b] / k), round4(float64(came[b]) / k)})
	}
	return c
}
