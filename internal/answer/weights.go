package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
// Fitted on 425 questions; 5-fold cross-validated log loss 0.2128 (base rate 0.693), Brier score 0.06 (0.2499).
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-3.9576, // constant
		0.3213,  // vote
		0.3659,  // rival
		2.565,   // covered
		0.1249,  // coverage
		0.3667,  // text
		1.3373,  // known
		1.2246,  // neighbor
		-0.3903, // affinity
		0.0029,  // length
		-0.7912, // elsewhere
		0.139,   // domain
	}
}

// textWeights are the gate's weights where the text alone speaks.
// Fitted on 413 questions; 5-fold cross-validated log loss 0.4657 (base rate 0.5746), Brier score 0.1521 (0.1931).
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-6.6111, // constant
		-0.0596, // vote
		0.6865,  // rival
		0,       // covered
		3.4972,  // coverage
		2.5117,  // text
		1.037,   // known
		0,       // neighbor
		0,       // affinity
		1.2969,  // length
		0,       // elsewhere
		0,       // domain
	}
}
