package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
// Fitted on 3419 questions; 5-fold cross-validated log loss 0.1847 (base rate 0.6913), Brier score 0.0545 (0.2491).
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.0864, // constant
		0.5364,  // vote
		0.65,    // rival
		0,       // covered
		0,       // coverage
		0,       // text
		2.1662,  // known
		1.0921,  // neighbor
		0.1489,  // affinity
		0.3175,  // length
		-4.065,  // elsewhere
		0.0572,  // domain
	}
}

// textWeights are the gate's weights where the text alone speaks.
// Fitted on 3372 questions; 5-fold cross-validated log loss 0.4346 (base rate 0.5336), Brier score 0.1403 (0.1746).
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-7.1625, // constant
		0.1259,  // vote
		1.1188,  // rival
		0,       // covered
		2.4108,  // coverage
		3.3057,  // text
		0.9652,  // known
		0,       // neighbor
		0,       // affinity
		1.6968,  // length
		0,       // elsewhere
		0,       // domain
	}
}
