# Vault Agent beside one app's sidecar: it signs in by AppRole, renews its token, and signs in again when the token ends
# for good. The sidecar asks it in place of Vault (secretstore.yaml), and never sees a token.
# vault agent -config=agent.hcl
vault {
  address = "http://127.0.0.1:8210"
}

auto_auth {
  method "approle" {
    config = {
      role_id_file_path                   = "role-id"
      secret_id_file_path                 = "secret-id"
      remove_secret_id_file_after_reading = false
    }
  }
}

api_proxy {
  # Whatever token a request has, it goes on with the agent's.
  use_auto_auth_token = "force"
}

listener "tcp" {
  # Reachable for this pod or machine only: who reaches it reads what its policy allows.
  address                = "127.0.0.1:8220"
  tls_disable            = true
  require_request_header = true
}
