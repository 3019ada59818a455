package quality

import (
	"bytes"
	"fmt"
	"go/format"
	"io"
	"strconv"

	"backtalk/internal/answer"
)

// WriteWeights writes the source of internal/answer/weights.go, whole and formatted.
func WriteWeights(w io.Writer, topic, text Fitted) error {
	var b bytes.Buffer
	b.WriteString("package answer\n\n// Written by \"backtalk eval --fit\". Do not edit.\n")
	one := func(name, doc string, f Fitted) {
		fmt.Fprintf(&b, "\n// %s %s\n// Fitted on %d questions; %d-fold cross-validated log loss %s (base rate %s), Brier score %s (%s).\n",
			name, doc, f.Cases, folds, number(f.LogLoss), number(f.BaseLogLoss), number(f.Brier), number(f.BaseBrier))
		fmt.Fprintf(&b, "func %s() [NumFeatures]float64 {\n\treturn [NumFeatures]float64{\n", name)
		for k, feature := range answer.FeatureNames() {
			fmt.Fprintf(&b, "%s, // %s\n", number(f.Weights[k]), feature)
		}
		b.WriteString("}\n}\n")
	}
	one("topicWeights", "are the gate's weights where the library speaks of the folder's subjects.", topic)
	one("textWeights", "are the gate's weights where the text alone speaks.", text)
	source, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("formatting the weights: %w", err)
	}
	_, err = w.Write(source)
	return err
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
