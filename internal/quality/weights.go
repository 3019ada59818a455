package quality

import (
	"bytes"
	"fmt"
	"go/format"
	"io"
	"math"
	"strconv"

	"backtalk/internal/answer"
	"backtalk/internal/search"
)

// WriteWeights writes the source of internal/answer/weights.go, whole and formatted.
func WriteWeights(w io.Writer, weights Weights) error {
	var b bytes.Buffer
	b.WriteString("package answer\n\nimport \"backtalk/internal/search\"\n\n// Written by \"backtalk eval --fit\". Do not edit.\n")
	b.WriteString("\n// rankWeights are what the features weigh in the ranking.\nfunc rankWeights() search.Weights {\n\treturn search.Weights{\n")
	for k, feature := range search.FeatureNames() {
		fmt.Fprintf(&b, "%s, // %s\n", number(weights.Rank[k]), feature)
	}
	b.WriteString("}\n}\n\n// gateWeights are what the features weigh for the first section's being right.\nfunc gateWeights() [NumFeatures]float64 {\n\treturn [NumFeatures]float64{\n")
	for k, feature := range answer.FeatureNames() {
		fmt.Fprintf(&b, "%s, // %s\n", number(weights.Gate[k]), feature)
	}
	b.WriteString("}\n}\n")
	source, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("formatting the weights: %w", err)
	}
	_, err = w.Write(source)
	return err
}

func number(x float64) string { return strconv.FormatFloat(math.Round(x*1e3)/1e3+0, 'f', -1, 64) }
