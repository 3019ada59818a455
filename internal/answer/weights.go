package answer

// Written by "backtalk eval --fit". Do not edit.

// topicWeights are the gate's weights where the library speaks of the folder's subjects.
// Fitted on 425 questions; 5-fold cross-validated log loss 0.2159 (base rate 0.6923), Brier score 0.0604 (0.2496).
func topicWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-4.0613, // constant
		0.3157,  // vote
		0.264,   // rival
		3.1166,  // covered
		0.9578,  // coverage
		0.2533,  // text
		1.0526,  // known
		0.8151,  // neighbor
		-0.4263, // affinity
		0.0658,  // length
		-0.9999, // elsewhere
		0.1496,  // domain
	}
}

// textWeights are the gate's weights where the text alone speaks.
// Fitted on 413 questions; 5-fold cross-validated log loss 0.4718 (base rate 0.5721), Brier score 0.1537 (0.192).
func textWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-6.4411, // constant
		-0.0342, // vote
		0.6775,  // rival
		0,       // covered
		3.3331,  // coverage
		2.2174,  // text
		1.1221,  // known
		0,       // neighbor
		0,       // affinity
		1.2588,  // length
		0,       // elsewhere
		0,       // domain
	}
}
