package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
// Fitted on 574 questions; 5-fold cross-validated log loss 0.1436 (base rate 0.6931), Brier score 0.0407 (0.25).
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.9514, // constant
		0.4233,  // vote
		0.6132,  // rival
		3.7904,  // covered
		0.8688,  // coverage
		1.5341,  // text
		0,       // known
		0,       // neighbor
		0.0563,  // affinity
		0.2128,  // length
		-1.7131, // elsewhere
		0.0406,  // domain
	}
}

// textWeights are the gate's weights where the text alone speaks.
// Fitted on 560 questions; 5-fold cross-validated log loss 0.4429 (base rate 0.5775), Brier score 0.1433 (0.1944).
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-7.1394, // constant
		0,       // vote
		0.8044,  // rival
		0,       // covered
		3.3032,  // coverage
		3.2368,  // text
		0.8461,  // known
		0,       // neighbor
		0,       // affinity
		1.5828,  // length
		0,       // elsewhere
		0,       // domain
	}
}
